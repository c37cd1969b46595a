#!/bin/sh
# /usr/local/bin/pact: `pact COMMAND` as the service's user, with the service's settings; with
# PACT_HOME=/opt/pact-1.0.1 by the program of another version.
program=${PACT_HOME:-/opt/pact}
if [ -t 0 ]; then terminal=--pty; else terminal=--pipe; fi
exec systemd-run --quiet --collect --wait $terminal --setenv=INIT_CWD="$PWD" \
  --setenv=PACT_OPERATOR="${SUDO_USER:-$(id -un)}" \
  ${BACKUP_IDENTITY:+--setenv=BACKUP_IDENTITY="$BACKUP_IDENTITY"} \
  -p User=pact -p WorkingDirectory="$program" -p EnvironmentFile=/etc/pact/settings \
  /usr/bin/node "$program/server/bin/pact.mjs" "$@"
