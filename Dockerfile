# docker build -t stet . && docker run --rm -v "$PWD:/work" stet content/
FROM node:22-slim AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# The executable, with Node in it. Next to it the client for a shared cache, in the version that the tests have used.
RUN npm run build:binary \
  && mkdir /opt/stet \
  && cp dist/binary/stet dist/binary/THIRD-PARTY-NOTICES.txt /opt/stet/ \
  && npm install --prefix /opt/stet --ignore-scripts --no-save --no-audit --no-fund \
    "@redis/client@$(node -p 'require("@redis/client/package.json").version')"

FROM debian:bookworm-slim
# git is for --staged, --changed and --since.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates git libstdc++6 \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --create-home stet \
  && install -d -o stet -g stet /cache
COPY --from=build /opt/stet/ /opt/stet/
ENV PATH=/opt/stet:$PATH XDG_CACHE_HOME=/cache
USER stet
WORKDIR /work
ENTRYPOINT ["stet"]
