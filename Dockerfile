# Two stages: one builds a virtual environment with nothing in it but what is locked and the wheel, the other carries it.
#
#   docker build -t drafter .
#   docker run --rm -v drafter:/data drafter keys create --role agent --name …    a key for the helpdesk; the token is printed once
#   docker run -p 8000:8000 -v drafter:/data drafter                              the service; it listens beyond loopback, so it wants a key to exist
#   docker run --rm -i drafter check - < reply.txt                                any other command
#   docker run … --read-only --tmpfs /tmp drafter                                 nothing is written but to /data and /tmp
#   docker run -e DRAFTER_DATABASE_URL=postgresql://… drafter db upgrade          PostgreSQL instead: the tables, before the first start
#
# Every setting is an environment variable: docker run --rm drafter settings. Own rules: -v ./guardrails:/guardrails:ro -e DRAFTER_GUARDRAILS=/guardrails

ARG PYTHON_IMAGE=python:3.13-slim

FROM ${PYTHON_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build

# What changes seldom comes first: an edit of the source installs no dependency again.
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/drafter \
 && /opt/drafter/bin/python -m pip install --quiet --require-hashes -r requirements.lock \
 && python -m pip install --quiet --require-hashes -r requirements-build.lock

COPY pyproject.toml README.md CHANGELOG.md LICENSE ./
COPY drafter/ drafter/
COPY prompts/ prompts/
COPY guardrails/ guardrails/
RUN python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist . \
 && /opt/drafter/bin/python -m pip install --quiet --no-deps --no-index dist/drafter-*.whl \
 && /opt/drafter/bin/python -m pip uninstall --quiet --yes pip

# The vocabulary that tokens are counted with, unpacked once here, so that the service needs no folder to write to.
ENV TIKTOKEN_CACHE_DIR=/opt/drafter/tokens
RUN cd / && /opt/drafter/bin/python -c "from drafter.prompt.tokens import TokenCounter; TokenCounter().count('ready')"


FROM ${PYTHON_IMAGE}
RUN useradd --system --no-create-home --uid 10001 drafter \
 && install -d -m 700 -o drafter /data
COPY --from=build /opt/drafter /opt/drafter
ENV PATH=/opt/drafter/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    TIKTOKEN_CACHE_DIR=/opt/drafter/tokens \
    DRAFTER_HOST=0.0.0.0 \
    DRAFTER_PORT=8000 \
    DRAFTER_DATABASE_URL=sqlite:////data/drafter.db
VOLUME /data
WORKDIR /tmp
USER 10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"DRAFTER_PORT\"]}/health', timeout=2)"]
ENTRYPOINT ["drafter"]
CMD ["serve"]
