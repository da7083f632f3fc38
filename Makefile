.PHONY: build lint test ci promtool-check heartbeat-rules-lint promql-unit reload-safe smoke pack clean

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
	.ci/promtool-check

# What promtool does not see; takes the place of a text search for forbidden functions.
heartbeat-rules-lint: lint

# Each test file once, whatever it matches, in promtool and in this project's engine: make promql-unit REALM=prod
REALM ?= prod
promql-unit:
	REALM=$(REALM) .ci/promql-unit

# Check, reload, verify, against servers in a sandbox.
reload-safe:
	.ci/sandbox reload

# A writer, an exporter, a Pushgateway and a server: the beats arrive, the rules are healthy, the gate says GO.
smoke:
	.ci/sandbox smoke

pack:
	dotnet pack PromRuleLint.sln --configuration Release --output artifacts/packages

clean:
	dotnet clean PromRuleLint.sln
	rm -rf artifacts
