#!/usr/bin/env bash
# What the package adds to a build that has nothing to do: processor time of 'dotnet build' of one console project, without the
# package and with it over RULES clean rules, in turns. Usage: bench/noop-build.sh [PAIRS] [RULES]
# Builds the task first. The project takes props, targets and task from this repository, as the package has them.
set -euo pipefail
cd "$(dirname "$0")/.."

pairs=${1:-10} rules=${2:-1000}
export UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build --nologo -v q -c Release src/PromRuleLint.MSBuild >/dev/null
task=${TASK:-$PWD/src/PromRuleLint.MSBuild/bin/Release/net10.0/PromRuleLint.MSBuild.dll}
targets=$PWD/src/PromRuleLint.MSBuild/build
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

make_project() {
  mkdir "$folder/$1"
  echo 'System.Console.WriteLine();' >"$folder/$1/Program.cs"
  cat >"$folder/$1/app.csproj" <<XML
<Project>
  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
  $2
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
  $3
</Project>
XML
}
make_project without '' ''
make_project with "<Import Project=\"$targets/PromRuleLint.MSBuild.props\" /><PropertyGroup><PromRuleLintTaskAssembly>$task</PromRuleLintTaskAssembly></PropertyGroup>" "<Import Project=\"$targets/PromRuleLint.MSBuild.targets\" />"
for project in with without; do
  for ((file = 0; file < 20; file++)); do
    {
      printf 'groups:\n  - name: group%d\n    rules:\n' "$file"
      for ((i = 0; i < rules / 20; i++)); do
        printf '      - record: job:app%d_requests%d:rate5m\n        expr: sum by (job) (rate(app%d_requests%d_total{code=~"5.."}[5m]))\n' "$file" "$i" "$file" "$i"
      done
    } >"$folder/$project/group$file.rules.yml"
  done
  dotnet build --nologo -v q "$folder/$project">/dev/null
done

# Processor seconds of one build that has nothing to do.
build() {
  local before after
  # Not in a subshell, which has children of its own.
  times >"$folder/times"
  before=$(sed -n 2p "$folder/times")
  dotnet build --nologo --no-restore -v q "$folder/$1" >/dev/null
  times >"$folder/times"
  after=$(sed -n 2p "$folder/times")
  awk -v b="$before" -v a="$after" 'function s(t, p) { split(t, p, "m"); return p[1] * 60 + p[2] }
    BEGIN { split(a, x, " "); split(b, y, " "); printf "%.2f", s(x[1]) + s(x[2]) - s(y[1]) - s(y[2]) }'
}
for ((pair = 0; pair < pairs; pair++)); do
  build without; printf ' '; build with; printf '\n'
done | sort -n | awk -v rules="$rules" '
  { a[NR] = $1; b[NR] = $2; r[NR] = $2 / $1 }
  function median(v, n, i, j, t) { for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }; return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2 }
  END { printf "%d pairs, %d rules: without %.2f s, with %.2f s, ratio %.2f (medians; processor time)\n", NR, rules, median(a, NR), median(b, NR), median(r, NR) }'
