# docker build -t stet . && docker run --rm -v "$PWD:/work" stet content/
FROM node:22-slim AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# What npm would publish, and nothing else.
RUN npm run build && mkdir /package && npm pack --ignore-scripts --pack-destination /package \
  && node -p 'require("@redis/client/package.json").version' > /package/redis-version

FROM node:22-slim AS install
COPY --from=build /package/ /package/
# With the client for a shared cache, in the version that the tests have used.
RUN npm install --global --prefix /opt/stet --ignore-scripts --no-audit --no-fund /package/*.tgz \
    "@redis/client@$(cat /package/redis-version)"

FROM node:22-slim
# For --staged, --changed and --since.
RUN apt-get update \
  && apt-get install -y --no-install-recommends git \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node /cache
COPY --from=install /opt/stet/ /opt/stet/
ENV PATH=/opt/stet/bin:$PATH XDG_CACHE_HOME=/cache
USER node
WORKDIR /work
ENTRYPOINT ["stet"]
