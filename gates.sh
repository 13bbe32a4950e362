#!/bin/sh
# What Netlify and Cloudflare Pages run for each push: the gates, then the build. Until the variable LIVE is "true" there, and for every
# change that isn't published yet, they build a copy for review; that of a change knows its own address.
set -eu

case "${CONTEXT:-}/${CF_PAGES_BRANCH:-}" in
production/* | /main) is_published=yes ;;
*) is_published= ;;
esac
address=${DEPLOY_PRIME_URL:-${CF_PAGES_URL:-}}

python3 build.py check
if [ "${LIVE:-}" = true ] && [ "$is_published" ]; then
	# An error keeps the site as it was, and so does a value that is still a sample; a lapse doesn't.
	python3 build.py check --release --rule sample-value
	python3 build.py build --compare-clean
	exit
fi
if [ "${LIVE:-}" = true ]; then
	# What a change touches must be fit for visitors. "d" leaves out what it deletes.
	before=$(git merge-base origin/main HEAD 2>/dev/null || git rev-parse HEAD^)
	git diff --name-only -z --diff-filter=d "$before" HEAD -- content/ | xargs -0 -r python3 build.py check --release
fi
if [ "$is_published" ] || [ -z "$address" ]; then
	python3 build.py build --staging
else
	python3 build.py build --staging --base-url "$address"
fi
