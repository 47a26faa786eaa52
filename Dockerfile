# The sandbox in a container: docs/deploy.md, "The sandbox in a container". Node 22 has the SQLite that --data needs.
ARG NODE_VERSION=22.23.3

FROM node:${NODE_VERSION}-alpine AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY bin ./bin
COPY scripts ./scripts
COPY src ./src
COPY tsconfig.json ./
RUN npm run build

FROM node:${NODE_VERSION}-alpine
WORKDIR /app
COPY --from=build /build/package.json ./
COPY --from=build /build/bin ./bin
COPY --from=build /build/dist ./dist
# For --data and --journal: a volume takes over its owner.
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 8787
HEALTHCHECK --start-period=10s --start-interval=1s CMD ["node", "-e", "require('net').connect(8787, '127.0.0.1', () => process.exit(0)).on('error', () => process.exit(1))"]
ENTRYPOINT ["node", "bin/cf-aig.js"]
# A token of your own is in CF_AIG_SANDBOX_TOKEN; without it, each start makes a new one and prints it.
CMD ["sandbox", "--host", "0.0.0.0"]
