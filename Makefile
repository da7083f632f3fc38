.PHONY: build lint test ci promtool-check promql-unit smoke pack clean

PROMRULELINT = dotnet run --project src/PromRuleLint.Tool --

build:
	dotnet build PromRuleLint.sln

# The main job: the rules that are shipped must be clean; the fixture shows what findings look like.
lint:
	$(PROMRULELINT) lint rules

test:
	dotnet test PromRuleLint.sln

ci:
	.ci/run

promtool-check:
	promtool check rules rules/*.rules.yml rules/*.alerts.yml rules/smoke/*.rules.yml

# Each test file once, whatever it matches.
promql-unit:
	REALM=prod promtool test rules $(sort $(wildcard rules/*test.yml))

smoke:
	.ci/smoke

pack:
	dotnet pack PromRuleLint.sln --configuration Release --output artifacts/packages

clean:
	dotnet clean PromRuleLint.sln
	rm -rf artifacts
