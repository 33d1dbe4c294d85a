.DEFAULT_GOAL := help
.PHONY: help setup build model run dev test firefox-test crash-test soak-test export-test api-test lint size lighthouse bench screenshots clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install everything that building and testing need
	@scripts/setup.sh test

build: ## build the release into dist/
	@scripts/build.sh

model: ## fetch the embedded model (1.1 GB, once)
	@scripts/fetch-model.sh

run: ## build, fetch the model, and serve at http://127.0.0.1:3000
	@scripts/run.sh

dev: ## serve a debug build that follows every edit
	@scripts/dev.sh

test: ## run every test: cargo test, then the browser tests (SKIP_MODEL=1: without the model)
	@scripts/test.sh

firefox-test: ## run the browser tests in Firefox
	@scripts/firefox-test.sh

soak-test: ## mixed load for 30 minutes: memory stays flat, nothing is left running
	@scripts/soak-test.sh 30

export-test: ## export a draft of every format, and read the files with LibreOffice and poppler
	@scripts/export-test.sh

lint: ## check form: rustfmt, clippy, shellcheck
	@scripts/lint.sh

api-test: ## try the API from outside: docs/API.md, openai packages, redocly, schemathesis with 5,000 cases
	@scripts/api-test.sh

crash-test: ## kill the server 200 times at random moments and compare what it kept (5 minutes)
	@scripts/crash-test.sh 200

size: ## print what goes over the wire, memory and instructions beside their budgets
	@scripts/size.sh

lighthouse: ## let Lighthouse look at the log-in, a chat, a document and a shared page, as on a phone
	@scripts/lighthouse.sh

bench: ## measure speed and size
	@scripts/bench.sh

screenshots: ## take a picture of every page in every state (end2end/screenshots/); axe looks at each
	@scripts/screenshots.sh

clean: ## remove what building and testing left in this folder
	rm -rf dist dist.new target node_modules end2end/node_modules end2end/test-results end2end/playwright-report
