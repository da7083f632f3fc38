#!/usr/bin/env bash
# Times PromRuleLint and the peers on the PATH (promtool, pint) over the rule files of a folder and prints ratios.
#
#   bench/compare.sh FOLDER [RUNS]
#
# PROMRULELINT is the command to time; by default 'promrulelint' on the PATH, else the Release build of this repository.
# Wants GNU time. The programs take turns, so that what else the machine does falls on all of them; medians are printed.
set -euo pipefail
export LC_ALL=C

folder=${1:?usage: bench/compare.sh FOLDER [RUNS]}
runs=${2:-5}
[[ $runs =~ ^[1-9][0-9]*$ ]] || { echo "RUNS is a number above 0; got '$runs'" >&2; exit 2; }
[ -d "$folder" ] || { echo "There is no folder '$folder'; name one with rule files" >&2; exit 2; }
timer=$(type -P time) || { echo "GNU time is missing; install the package 'time'" >&2; exit 2; }

tool=$(cd "$(dirname "$0")/.." && pwd)/src/PromRuleLint.Tool/bin/Release/net10.0/PromRuleLint.Tool.dll
if [ -n "${PROMRULELINT:-}" ]; then
  read -ra ours <<< "$PROMRULELINT"
elif type -P promrulelint > /dev/null; then
  ours=(promrulelint)
elif [ -f "$tool" ]; then
  ours=(dotnet "$tool")
else
  echo "There is no promrulelint; build src/PromRuleLint.Tool in Release or set PROMRULELINT" >&2
  exit 2
fi

mapfile -d '' files < <(find "$folder" -type f \( -name '*.yml' -o -name '*.yaml' \) -exec grep -lZE '^groups:' {} + | sort -z)
[ ${#files[@]} -gt 0 ] || { echo "No file below '$folder' has 'groups:' at the start of a line" >&2; exit 2; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Findings are exit code 1, of promtool also 3; above that the program failed, and its time means nothing.
measure() {
  local name=$1 code=0 highest=1
  [ "$name" = promtool ] && highest=3
  shift
  "$timer" -q -a -o "$scratch/$name" -f '%e %M' "$@" > /dev/null 2> "$scratch/errors" || code=$?
  if [ "$code" -gt "$highest" ]; then
    echo "$name failed with exit code $code: $(tail -n 1 "$scratch/errors")" >&2
    exit 1
  fi
}

names=(promrulelint)
type -P promtool > /dev/null && names+=(promtool)
type -P pint > /dev/null && names+=(pint)
for ((run = 0; run < runs; run++)); do
  for name in "${names[@]}"; do
    case $name in
      promrulelint) measure "$name" "${ours[@]}" lint --format json "${files[@]}" ;;
      promtool) measure "$name" promtool check rules --lint=none "${files[@]}" ;;
      pint) measure "$name" pint --offline --no-color lint "${files[@]}" ;;
    esac
  done
done

median() {
  cut -d ' ' -f "$2" "$scratch/$1" | sort -n | awk '{ all[NR] = $1 } END { print NR % 2 ? all[(NR + 1) / 2] : (all[NR / 2] + all[NR / 2 + 1]) / 2 }'
}

echo "${#files[@]} files, $(cat "${files[@]}" | wc -c) bytes; median of $runs"
printf '%-14s %10s %10s %22s %22s\n' program seconds MB 'ours / its time' 'ours / its memory'
seconds=$(median promrulelint 1)
kilobytes=$(median promrulelint 2)
for name in "${names[@]}"; do
  awk -v name="$name" -v s="$(median "$name" 1)" -v k="$(median "$name" 2)" -v ours="$seconds" -v oursk="$kilobytes" \
    'BEGIN { printf "%-14s %10.2f %10.0f %22s %22s\n", name, s, k / 1024, (s > 0 ? sprintf("%.2f", ours / s) : "-"), (k > 0 ? sprintf("%.2f", oursk / k) : "-") }'
done
