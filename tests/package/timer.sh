#!/usr/bin/env bash
# Installs a made package in a throw-away copy of this machine that systemd boots, and lets the timer run the sample
# school's last morning; then removes the package and looks whether the data stayed. Nothing of it touches the machine
# itself: the copy is an overlay in mount, process, network and control-group namespaces of its own, gone at the end.
#
#   tests/package/timer.sh BUILD_FOLDER
#
# Ends with 77, and says why, where that cannot be done: it wants root, systemd, overlayfs, cgroup2 and libfaketime.
#
# Changed for the trial, by drop-ins that systemd shows with `systemctl cat`: the timer fires every ten seconds, since
# the shipped hours (looked at by themselves) may be hours away; and the program's clock stands on the sample's day.
set -euo pipefail
build=$(cd "${1:?name the build folder}" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
faketime=$(dpkg -L libfaketime 2>/dev/null | grep -m1 'libfaketime\.so' || true)

skip() { echo "timer: skipped: $*"; exit 77; }
[[ $(id -u) -eq 0 ]] || skip "only root may make the namespaces"
[[ -x /lib/systemd/systemd ]] || skip "systemd is not installed"
[[ -n $faketime ]] || skip "libfaketime is not installed"
grep -q overlay /proc/filesystems || skip "the kernel has no overlayfs"
grep -q cgroup2 /proc/filesystems || skip "the kernel has no cgroup2"

scratch=$(mktemp -d)
finish() {
  [[ -z ${trial-} ]] || kill -KILL "$trial" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT
fail() { echo "timer: $*" >&2; exit 1; }

(cd "$build" && cpack -G DEB -B "$scratch/made") >"$scratch/cpack.log" 2>&1 || { cat "$scratch/cpack.log" >&2; exit 1; }
mkdir -p "$scratch"/{upper/etc/systemd/system,work,root,in}
cp "$scratch"/made/*.deb "$scratch/in/firstday.deb"
cp -r "$root/config/sample" "$scratch/in/sample"
# Nothing of the machine is started there: the target wants nothing.
printf '[Unit]\nDescription=Trial\nAllowIsolate=yes\n' >"$scratch/upper/etc/systemd/system/trial.target"

cat >"$scratch/boot.sh" <<'BOOT'
set -e
at=$1
mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=/,upperdir=$at/upper,workdir=$at/work" "$at/root"
mount -t proc proc "$at/root/proc"
mount -t sysfs sysfs "$at/root/sys"
mount -t tmpfs tmpfs "$at/root/sys/fs/cgroup"
mount -t cgroup2 cgroup2 "$at/root/sys/fs/cgroup"
for folder in run tmp dev; do mount -t tmpfs tmpfs "$at/root/$folder"; done
mkdir "$at/root/dev/shm" "$at/root/dev/pts" "$at/root/run/in"
ln -s pts/ptmx "$at/root/dev/ptmx"
mount -t tmpfs tmpfs "$at/root/dev/shm"
for device in null zero full random urandom tty; do
  touch "$at/root/dev/$device"
  mount --bind "/dev/$device" "$at/root/dev/$device"
done
cp -r "$at/in/." "$at/root/run/in"
cd "$at/root"
mkdir -p .before
pivot_root . .before
umount -l /.before
exec env -i container=trial PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --unit=trial.target
BOOT
unshare --kill-child --fork --pid --mount --uts --ipc --net --cgroup bash "$scratch/boot.sh" "$scratch" \
  >"$scratch/boot.log" 2>&1 </dev/null &
trial=$!

# Runs a command in the copy.
inside() { nsenter -t "$booted" -a "$@"; }
# The first process of the new process namespace, once it is systemd.
find_systemd() {
  booted=$(pgrep -P "$trial" 2>/dev/null | head -n 1) || true
  [[ -n $booted && $(cat "/proc/$booted/comm" 2>/dev/null) == systemd ]] && inside systemctl is-system-running --wait >/dev/null 2>&1
}
tries=0
until find_systemd; do
  kill -0 "$trial" 2>/dev/null || { cat "$scratch/boot.log" >&2; skip "systemd does not boot in namespaces here"; }
  ((++tries < 120)) || skip "systemd did not come up in namespaces here"
  sleep 0.5
done

echo "timer: systemd runs; installing"
inside dpkg -i /run/in/firstday.deb >"$scratch/dpkg.log" 2>&1 || { cat "$scratch/dpkg.log" >&2; fail "dpkg -i failed"; }
[[ $(inside stat -c '%U:%G %a' /var/lib/firstday) == "firstday:firstday 700" ]] || fail "the data folder is not the service's own, 0700"
[[ $(inside systemctl is-enabled firstday.timer || true) == disabled ]] || fail "installing enabled the timer"
inside systemd-analyze calendar --base-time="2027-03-02 09:35:10 UTC" \
  "$(inside sed -n 's/^OnCalendar=//p' /lib/systemd/system/firstday.timer)" >"$scratch/calendar"
grep -q '2027-03-02 09:36:00' "$scratch/calendar" || { cat "$scratch/calendar" >&2; fail "the shipped hours do not fire at 09:36"; }

# As the service's account, on the sample's day.
now_shift() { echo "+$(($(date -d "2027-03-02 09:36:00 UTC" +%s) - $(date +%s)))"; }
shift_by=$(now_shift)
as_office() {
  inside setpriv --reuid firstday --regid firstday --init-groups env -i PATH=/usr/bin:/bin LD_PRELOAD="$faketime" FAKETIME="$shift_by" \
    FAKETIME_DONT_FAKE_MONOTONIC=1 firstday "$@"
}
as_office init --urn 900001 --name "Hazel Road Primary School" --phone "01632 960100" >"$scratch/init.log" ||
  { cat "$scratch/init.log" >&2; fail "init failed"; }
[[ -n $(inside find /etc/firstday -name firstday.yaml) ]] || fail "init did not write into /etc/firstday"
inside bash -c "cp /run/in/sample/firstday.yaml /etc/firstday/ && sed 's/^hold_minutes: .*/hold_minutes: 0/' /run/in/sample/schools/900001.yaml >/etc/firstday/schools/900001.yaml && printf '\nmarks: {drop_folder: in}\n' >>/etc/firstday/schools/900001.yaml"
as_office import roll --from /run/in/sample/exports/canonical --yes >"$scratch/roll.log" || [[ $? -eq 1 ]] ||
  { cat "$scratch/roll.log" >&2; fail "the roll was not taken"; }
inside bash -c "install -d -o firstday -g firstday -m 700 /var/lib/firstday/in && install -o firstday -g firstday -m 600 -p /run/in/sample/exports/canonical/marks.csv /var/lib/firstday/in/marks.csv && touch -d '1 hour ago' /var/lib/firstday/in/marks.csv"

inside bash -c "mkdir -p /etc/systemd/system/firstday.timer.d /etc/systemd/system/firstday.service.d
printf '[Timer]\nOnCalendar=\nOnCalendar=*:*:0/10\n' >/etc/systemd/system/firstday.timer.d/trial.conf
printf '[Service]\nEnvironment=LD_PRELOAD=$faketime FAKETIME=$shift_by FAKETIME_DONT_FAKE_MONOTONIC=1\n' >/etc/systemd/system/firstday.service.d/trial.conf
systemctl daemon-reload && systemctl enable --now firstday.timer" >"$scratch/enable.log" 2>&1 ||
  { cat "$scratch/enable.log" >&2; fail "the timer was not enabled"; }
inside systemctl list-timers --no-pager firstday.timer | sed 's/^/  /'

sent() { inside find /var/lib/firstday/sandbox -name '*-text-*.txt' 2>/dev/null | wc -l; }
tries=0
until [[ $(sent) -gt 5 ]]; do
  ((++tries < 120)) || {
    inside systemctl status --no-pager firstday.service >&2 || true
    fail "two minutes of the timer, and $(sent) texts"
  }
  sleep 1
done
inside systemctl show -p Result -p ExecMainStatus firstday.service | sed 's/^/  /'
[[ $(inside systemctl is-failed firstday.service || true) != failed ]] || fail "the service failed"
[[ -z $(inside find /var/lib/firstday ! -user firstday) ]] || fail "the data is not all the service's own"
as_office verify >"$scratch/verify.log" || { cat "$scratch/verify.log" >&2; fail "the record is broken"; }
echo "timer: the morning ran: $(sent) texts"

inside dpkg -r firstday >"$scratch/dpkg.log" 2>&1 || { cat "$scratch/dpkg.log" >&2; fail "dpkg -r failed"; }
[[ $(inside systemctl is-active firstday.timer || true) != active ]] || fail "the timer goes on after removal"
inside dpkg --purge firstday >>"$scratch/dpkg.log" 2>&1 || fail "purging failed"
[[ -n $(inside find /var/lib/firstday -name firstday.db -size +0) && -n $(inside find /etc/firstday -name 900001.yaml) ]] ||
  fail "removal took the data or the configuration along"
echo "timer: removed and purged; data and configuration are there"
