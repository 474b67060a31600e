#!/usr/bin/env bash
# Makes the Debian package of a built tree, looks into it, and runs a sample morning from it, unpacked.
# Installs nothing and starts no service.
#
#   tests/package/check.sh BUILD_FOLDER
set -euo pipefail
build=$(cd "${1:?name the build folder}" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "package: $*" >&2; exit 1; }

(cd "$build" && cpack -G DEB -B "$scratch/made") >"$scratch/cpack.log" 2>&1 || { cat "$scratch/cpack.log" >&2; exit 1; }
package=$(echo "$scratch"/made/*.deb)
dpkg-deb -x "$package" "$scratch/root"
dpkg-deb -e "$package" "$scratch/control"
contents=$(dpkg-deb -c "$package")
for path in usr/bin/firstday usr/lib/systemd/system/firstday.{service,timer} usr/lib/systemd/system/firstday-serve.service \
  usr/share/doc/firstday/{copyright,changelog.gz} \
  usr/share/firstday/{templates,providers/kannel.yaml,config/policies,config/profiles/sims.csv}; do
  [[ -e $scratch/root/$path ]] || fail "$path is missing"
done
if grep -vE '^[-d]\S+ root/root ' <<<"$contents"; then fail "not owned by root"; fi
if grep -E '^.{5}w|^.{8}w' <<<"$contents"; then fail "writable for others"; fi
[[ ! -e $scratch/root/etc && ! -e $scratch/root/var ]] || fail "carries a school's folders"
grep -q '^Depends:.*libc6.*' "$scratch/control/control" || fail "names no libraries"
for script in postinst prerm; do
  sh -n "$scratch/control/$script"
  [[ $(stat -c %a "$scratch/control/$script") == 755 ]] || fail "$script cannot be run"
done
if grep -rE 'rm -|deluser|systemctl (start|enable)' "$scratch/control"; then fail "removes data, or starts something"; fi

version=$(sed -n 's/^Version: //p' "$scratch/control/control")
[[ $(gzip -dc "$scratch/root/usr/share/doc/firstday/changelog.gz" | head -1) == "firstday ($version) "* ]] ||
  fail "the changelog does not begin with $version"

# What `firstday [COMMAND] --help` lists.
commands() { "$scratch/root/usr/bin/firstday" "$@" --help | sed -n '/^Subcommands:$/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p'; }
pages=$scratch/root/usr/share/man/man1
[[ -s $pages/firstday.1.gz && -n $(commands) ]] || fail "firstday has no manual page"
for command in $(commands); do
  for page in "$command" $(commands "$command" | sed "s/^/$command-/"); do
    [[ -s $pages/firstday-$page.1.gz ]] || fail "$page has no manual page"
  done
done
if command -v groff >/dev/null; then
  for page in "$pages"/*.gz; do
    said=$(gzip -dc "$page" | groff -man -ww -z -Tutf8 2>&1)
    [[ -z $said ]] || fail "$(basename "$page"): $said"
  done
fi

cmake --install "$build" --prefix "$scratch/prefix" >/dev/null
awk -v under="$scratch/prefix/" 'index($0, under) != 1 { print; bad = 1 } END { exit bad }' "$build/install_manifest.txt" ||
  fail "cmake --install writes outside its prefix"

firstday() {
  local status=0
  "$scratch/root/usr/bin/firstday" --config "$root/config/sample" --data "$scratch/data" "$@" >"$scratch/out" 2>&1 || status=$?
  [[ $status -le 1 ]] || { cat "$scratch/out" >&2; fail "firstday $* ended with $status"; }
}
firstday import roll --from "$root/config/sample/exports/canonical" --yes
firstday import marks --from "$root/config/sample/exports/canonical/marks.csv"
firstday --now "2027-03-02 09:35" run
[[ -n $(find "$scratch/data/sandbox" -name '*-text-*.txt') ]] || fail "the morning sent no text"
echo "package: $(basename "$package") is whole"
