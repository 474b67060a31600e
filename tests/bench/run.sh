#!/usr/bin/env bash
# Builds the benchmarks optimised and runs them, one after the other. Each prints medians of five
# interleaved rounds; compare the ratios of one run, not absolute figures of two.
#
#   tests/bench/run.sh          all of them
#   tests/bench/run.sh NAME...  only these: morning_bench (reading, planning, rendering), year_bench, send_bench, store_bench,
#                               full_store_bench (a send among a million old ones), urgent_bench (an urgent text
#                               among fifty thousand others)
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup test
mkdir -p build
cmake --preset bench >build/bench.configure.log
cmake --build --preset bench
if [[ $# -eq 0 ]]; then
  set -- build/bench/tests/bench/*_bench
else
  set -- "${@/#/build/bench/tests/bench/}"
fi
for program in "$@"; do
  printf '\n== %s\n' "$(basename "$program")"
  "$program"
done
