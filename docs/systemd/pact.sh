#!/bin/sh
# /usr/local/bin/pact: `pact COMMAND` as the service's user, with the service's settings.
if [ -t 0 ]; then terminal=--pty; else terminal=--pipe; fi
exec systemd-run --quiet --collect --wait $terminal --setenv=INIT_CWD="$PWD" \
  --setenv=PACT_OPERATOR="${SUDO_USER:-$(id -un)}" \
  ${BACKUP_IDENTITY:+--setenv=BACKUP_IDENTITY="$BACKUP_IDENTITY"} \
  -p User=pact -p WorkingDirectory=/opt/pact -p EnvironmentFile=/etc/pact/settings \
  /usr/bin/node /opt/pact/server/bin/pact.mjs "$@"
