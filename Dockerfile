# The service as it is deployed (npm run bundle) and the Node it is made for, without a shell or a package manager.
# docs/docker.md says how to run it; test/infra/container.test.ts takes the steps of the last stage in a bare folder.
FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npm ci && npm run bundle && mkdir /empty

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /src/node_modules/node/bin/node /usr/local/bin/node
COPY --from=build /src/dist /app
COPY --from=build --chown=65532:65532 /empty /data
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3978 DATA_DIR=/data MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072
USER 65532:65532
VOLUME /data
EXPOSE 3978
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s CMD ["/usr/local/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/usr/local/bin/node", "--max-semi-space-size=8", "--max-old-space-size=768", "main.js"]
