# docker build -t promrulelint . && docker run --rm -v "$PWD:/rules:ro" promrulelint lint .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install --yes --no-install-recommends clang zlib1g-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN dotnet publish src/PromRuleLint.Tool --configuration Release --use-current-runtime -p:PublishAot=true --output /out

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0
COPY --from=build /out/promrulelint /usr/local/bin/promrulelint
COPY LICENSE THIRD-PARTY-NOTICES.txt /usr/share/doc/promrulelint/
USER $APP_UID
WORKDIR /rules
ENTRYPOINT ["promrulelint"]
CMD ["lint", "."]
