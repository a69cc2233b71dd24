# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python3 -m venv /opt/stillopen
COPY requirements.txt /build/
RUN /opt/stillopen/bin/pip install --no-compile --require-hashes -r /build/requirements.txt
# Compiled ahead, since nothing can be written to a read-only root later.
RUN /opt/stillopen/bin/python -m compileall -q /opt/stillopen/lib \
    && rm -rf /opt/stillopen/lib/python3*/site-packages/pip /opt/stillopen/lib/python3*/site-packages/pip-*

FROM python:3.13-slim-trixie
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Stillopen" \
      org.opencontainers.image.description="Tells Telegram subscribers when an open question in the news is answered" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV PATH=/opt/stillopen/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONPATH=/app \
    BOT_CONFIG=/app/feeds.yaml \
    BOT_STATE=/state
COPY --from=build /opt/stillopen /opt/stillopen
WORKDIR /app
COPY feeds.yaml ./
COPY bot ./bot
RUN python -m compileall -q bot && install -d -o 10001 -g 10001 -m 0700 /state
USER 10001:10001
VOLUME /state
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
