#!/usr/bin/env bash
# Prints the table of bench/README.md ("Speed at a glance") from one run: PromRuleLint and the peers on the PATH in turns.
#
#   bench/table.sh FOLDER [TESTS] [RUNS]
#
# FOLDER holds rule files; those that promtool accepts are measured (all, without promtool). TESTS holds unit tests, each in a
# folder of its own as test.yml. Wants GNU time, a Release build of src/PromRuleLint.Tool and of bench/PromRuleLint.Benchmarks,
# and the native build (PROMRULELINT_NATIVE, by default artifacts/native/promrulelint, which '. .ci/native' makes).
# MILLION=1 lints a million generated rules too, which takes a minute and some gigabytes.
set -euo pipefail
export LC_ALL=C

folder=$(realpath "${1:?usage: bench/table.sh FOLDER [TESTS] [RUNS]}")
tests=${2:+$(realpath "$2")}
runs=${3:-5}
cd "$(dirname "$0")/.."
native=$(realpath "${PROMRULELINT_NATIVE:-artifacts/native/promrulelint}")
dotnet_tool=(dotnet "$PWD/src/PromRuleLint.Tool/bin/Release/net10.0/PromRuleLint.Tool.dll")
benchmarks=(dotnet "$PWD/bench/PromRuleLint.Benchmarks/bin/Release/net10.0/PromRuleLint.Benchmarks.dll")
timer=$(type -P time) || { echo "GNU time is missing; install the package 'time'" >&2; exit 2; }
[ -x "$native" ] || { echo "There is no native build; run '. .ci/native'" >&2; exit 2; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# once NAME COMMAND…: seconds on the clock, of processors, greatest memory. Findings are no failure.
once() {
  local name=$1
  shift
  "$timer" -q -a -o "$scratch/$name" -f '%e %U %S %M' "$@" > "$scratch/output" 2> "$scratch/errors" || true
}

median() {
  awk -v column="$2" '{ print column == 2 ? $2 + $3 : $column }' "$scratch/$1" | sort -n | awk '{ all[NR] = $1 } END { print NR % 2 ? all[(NR + 1) / 2] : (all[NR / 2] + all[NR / 2 + 1]) / 2 }'
}

# row NAME [PEER]: medians, and the ratios to the peer.
row() {
  local peer=${2:-}
  [ -n "$peer" ] && [ -f "$scratch/$peer" ] || peer=
  awk -v name="$1" -v peer="$peer" -v e="$(median "$1" 1)" -v c="$(median "$1" 2)" -v m="$(median "$1" 4)" \
    -v pe="$([ -n "$peer" ] && median "$peer" 1 || echo 0)" -v pc="$([ -n "$peer" ] && median "$peer" 2 || echo 0)" -v pm="$([ -n "$peer" ] && median "$peer" 4 || echo 0)" \
    'BEGIN { printf "| %-34s | %8.3f s | %8.3f s | %6.0f MB |", name, e, c, m / 1024
      if (peer != "") printf " %s: %.2f× time, %.2f× processor, %.2f× memory |\n", peer, e / (pe > 0 ? pe : 0.001), c / (pc > 0 ? pc : 0.001), m / pm; else print " |" }'
}

mapfile -d '' all < <(find "$folder" -type f \( -name '*.yml' -o -name '*.yaml' -o -name '*.rules' \) -size -2000k -exec grep -lZE '^groups:' {} + | sort -z)
if type -P promtool > /dev/null; then
  # One run over all files: 'Checking FILE' is followed by what became of it.
  mapfile -t accepted < <(promtool check rules --lint=none "${all[@]}" 2>&1 | awk '/^Checking / { file = substr($0, 10) } /^ *SUCCESS/ { print file }')
else
  accepted=("${all[@]}")
fi
[ ${#accepted[@]} -gt 1 ] || { echo "Below '$folder' are no two rule files" >&2; exit 2; }
small=("${accepted[0]}" "${accepted[1]}")
echo "${#accepted[@]} accepted files, $(cat "${accepted[@]}" | wc -c) bytes; medians of $runs, taken in turns; $(nproc) processors"

for ((run = 0; run < runs; run++)); do
  once native "$native" lint --format json "${accepted[@]}"
  once dotnet "${dotnet_tool[@]}" lint --format json "${accepted[@]}"
  once native-two-files "$native" lint --format json "${small[@]}"
  once dotnet-two-files "${dotnet_tool[@]}" lint --format json "${small[@]}"
  if type -P promtool > /dev/null; then
    once promtool promtool check rules --lint=none "${accepted[@]}"
    once promtool-two-files promtool check rules --lint=none "${small[@]}"
  fi
  if type -P pint > /dev/null; then
    once pint pint --offline --no-color lint "${accepted[@]}"
    once pint-two-files pint --offline --no-color lint "${small[@]}"
  fi
done

echo '| what | clock | processors | memory | against |'
echo '|---|---:|---:|---:|---|'
for name in native dotnet; do
  row "$name" promtool
  [ -f "$scratch/pint" ] && row "$name" pint
done
for name in native-two-files dotnet-two-files; do
  row "$name" promtool-two-files
  [ -f "$scratch/pint-two-files" ] && row "$name" pint-two-files
done

if [ -n "$tests" ]; then
  mapfile -d '' files < <(find "$tests" -name test.yml -print0 | sort -z)
  once native-test "$native" test "${files[@]}"
  type -P promtool > /dev/null && once promtool-test promtool test rules "${files[@]}"
  row native-test promtool-test
fi

for rules in 1000 10000 100000 ${MILLION:+1000000}; do
  "${benchmarks[@]}" generate "$rules" "$scratch/generated-$rules"
  once "$rules-rules" "$native" lint --format json "$scratch/generated-$rules"
  row "$rules-rules"
  rm -rf "$scratch/generated-$rules"
done

echo
"${benchmarks[@]}" stages "$folder"
echo
"${benchmarks[@]}" checks "$folder"
echo
"${benchmarks[@]}" least
