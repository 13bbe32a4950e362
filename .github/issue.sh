#!/bin/sh
# Puts a text into the issue with this title: sh .github/issue.sh TITLE FILE STATE. An issue in that state (open, or all) gets it in
# place of what it said; without one a new issue is opened, and without a text nothing is.
set -eu
export TITLE="$1"
[ -s "$2" ] || exit 0
number=$(gh issue list --state "$3" --limit 500 --json number,title --jq 'map(select(.title == env.TITLE))[0].number // empty')
if [ "$number" ]; then
	gh issue edit "$number" --body-file "$2"
else
	gh issue create --title "$1" --body-file "$2"
fi
