#!/usr/bin/env bash
# Sets the project up and runs it; `./setup.sh help` tells the commands.
set -euo pipefail

home="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
needed_java=17
stamp="$home/target/built"

usage() {
  cat <<'USAGE'
usage: ./setup.sh [command]

  (none)                  check what is needed, make local.settings.json, build
  demo [--once]           everything on this machine: two imports of real data; stays, or with --once checks and ends
       [--telemetry]      ... and collects the app's telemetry in local/target/telemetry
  start                   the app with local Service Bus and Cosmos DB endpoints, without the demo
  start --telemetry       ... and collects the app's telemetry in local/target/telemetry
  start servicebus        the Service Bus endpoint alone
  start cosmos            the Cosmos DB endpoint alone
  start functions         the app alone
  check [NAME]            whether the sync definitions are right: all faults, with line and column; starts nothing
        [--connect]       ... and calls their services: only reads; see ./setup.sh check --help
        [--json]
  init NAME --host URL    writes a first definition: looks at a page of the host, or reads a description of its API
        [--from FILE]     (OpenAPI); see ./setup.sh init --help
  preview NAME KEY        what would become of a record: document, request, what the target holds, what differs
  test                    everything that CI runs
  bench                   figures of imports, memory, how soon a change arrives, and how a rate limit is kept
  bench rate              the last of these alone: three function hosts on one target
  bench cold              how long a cold start of the app takes
  chaos [--seed N]        two function hosts under load while everything around them fails at random; then checks
        [--minutes M]     ... for M minutes (4) and the time it takes to recover
        [--snapshot off]  ... with imports that read every state
  pack --syncs DIR        the package of the function app with your sync definitions; see ./setup.sh pack --help
  deploy [options]        to Azure; see ./setup.sh deploy --help
  help                    this text

environment:
  FIDES_SYNCS             folder of sync definitions
  FIDES_SERVICEBUS_CONFIG queues and topics of the Service Bus endpoint (infra/local/Config.json)
  FIDES_HTTP_PORT         7071, the app             FIDES_DEMO_HOST_PORT    7081, the demo's host
  FIDES_SERVICEBUS_PORT   5672, Service Bus         FIDES_DEMO_TARGET_PORT  7082, the demo's target
  FIDES_COSMOS_PORT       8081, Cosmos DB           FIDES_TELEMETRY_PORT    7083, the collector of telemetry
  FIDES_URL, FIDES_KEY    the app that preview asks, and its function key; else the one on this machine
USAGE
}

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "fides: $*"
  exit 1
}

# The JDK that both Maven and the launcher use: JAVA_HOME if set, else the first one on the PATH.
java_command() {
  if [[ -n "${JAVA_HOME:-}" ]]; then
    printf '%s/bin/%s' "$JAVA_HOME" "$1"
  else
    command -v "$1" || true
  fi
}

check_java() {
  java="$(java_command java)"
  [[ -n "$java" && -x "$java" ]] ||
    fail "no Java found${JAVA_HOME:+ in JAVA_HOME ($JAVA_HOME)}. A JDK $needed_java or newer is needed."
  local version major
  version="$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1)"
  major="${version#1.}" # Java 8 calls itself 1.8.
  major="${major%%[.+-]*}"
  [[ "$major" =~ ^[0-9]+$ ]] || fail "cannot tell the version of $java."
  ((major >= needed_java)) || fail "found Java $version ($java), but a JDK $needed_java or newer is needed."
  local compiler
  compiler="$(java_command javac)"
  [[ -n "$compiler" && -x "$compiler" ]] ||
    fail "found Java $version ($java) without a compiler. A JDK $needed_java or newer is needed, not only a runtime."
}

check_git() {
  command -v git >/dev/null || say "note: git is not there; building and running work without it."
}

make_settings() {
  if [[ ! -e "$home/local.settings.json" ]]; then
    cp "$home/local.settings.json.example" "$home/local.settings.json"
    say "Made local.settings.json from local.settings.json.example."
  fi
}

is_built() {
  [[ -e "$stamp" && -e "$home/functions/target/azure-functions/fides/host.json" && -d "$home/local/target/lib" &&
    -d "$home/cli/target/lib" ]] &&
    [[ -z "$(cd "$home" && find pom.xml host.json local.settings.json.example .mvn \
      {api,testkit,samples/sql-target,local,shared,functions,cli}/{pom.xml,src/main} -newer "$stamp" -print -quit)" ]]
}

build() {
  mkdir -p "$home/target"
  # Two commands that start at once must not do this at once.
  if command -v flock >/dev/null; then
    exec 9>"$home/target/lock"
    flock 9
  fi
  make_settings
  if ! is_built; then
    say "Building ..."
    touch "$stamp.new"
    (cd "$home" && ./mvnw -q -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package) ||
      fail "the build failed; see above."
    # What was changed while building counts as newer.
    mv "$stamp.new" "$stamp"
  fi
  exec 9>&-
}

prepare() {
  check_java
  check_git
  build
}

# Replaces this shell, so that signals reach the launcher itself.
launch() {
  local heap="$1"
  shift
  exec "${launcher[@]}" "-Xmx$heap" "${properties[@]}" dev.fides.local.Main "$@"
}

prepare_launch() {
  prepare
  launcher=("$java")
  # A shell script that starts a command in the background makes it ignore Ctrl+C, which a JVM cannot undo.
  if env --default-signal=INT true 2>/dev/null; then
    launcher=(env --default-signal=INT "$java")
  fi
  properties=(-XX:+UseSerialGC -Dsun.net.httpserver.nodelay=true "-Dfides.home=$home"
    -cp "$home/local/target/classes:$home/local/target/lib/*")
  if [[ -t 1 ]]; then
    properties+=(-Dfides.terminal=true)
  fi
}

# What people ask without an app. The class path is that of the packaged app: what is checked is what would run.
ask() {
  prepare
  local app="$home/functions/target/azure-functions/fides"
  exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto \
    "-Dfides.home=$home" -Dlogback.configurationFile=commands-logback.xml \
    -cp "$home/cli/target/classes:$home/cli/target/lib/*:$app/*:$app/lib/*" dev.fides.cli.Main "$@"
}

start() {
  case "${1:-}" in
  '' | --telemetry | servicebus | cosmos | functions) ;;
  --syncs) fail "start takes the folder of definitions from FIDES_SYNCS: FIDES_SYNCS='${2:-DIR}' ./setup.sh start" ;;
  *) wrong_usage ;;
  esac
  (($# <= 1)) || wrong_usage
  prepare_launch
  local func azurite
  func="$(command -v func || true)"
  azurite="$(command -v azurite || true)"
  properties+=(${func:+"-Dfides.func=$func"} ${azurite:+"-Dfides.azurite=$azurite"})
  launch 512m start "$@"
}

demo() {
  local option
  for option in "$@"; do
    [[ "$option" == --once || "$option" == --telemetry ]] || wrong_usage
  done
  prepare_launch
  launch 512m demo "$@"
}

# Each size in a process of its own; with ten times the records the local Cosmos DB endpoint needs a larger heap.
bench() {
  case "${1:-}" in
  '' | rate | cold) ;;
  *) wrong_usage ;;
  esac
  (($# <= 1)) || wrong_usage
  prepare_launch
  if [[ -n "${1:-}" ]]; then
    launch 512m bench "$1"
  fi
  (launch 512m bench 1)
  (launch 3g bench 10)
  (launch 512m bench rate)
}

chaos() {
  prepare_launch
  launch 512m chaos "$@"
}

# What tests need of the npm registry. No script of a package is run: nothing of it has to be compiled or downloaded.
install_node_packages() {
  local folder="$1"
  (cd "$home/$folder" && npm ci --ignore-scripts --no-audit --no-fund) && return
  [[ -z "${CI:-}" ]] || fail "npm could not install what $folder needs; see above."
  say "note: npm could not install what $folder needs (see above); what is tested with it is left out."
  return 1
}

# The servers for the samples that Maven Central has are a profile, so that nobody else has to fetch them.
servers_of_maven() {
  (cd "$home" && ./mvnw -q -B -ntp -Preal-services -pl samples/java-servers compile) && return
  [[ -z "${CI:-}" ]] || fail "Maven could not build samples/java-servers; see above."
  say "note: Maven could not fetch the servers for some samples (see above); these samples are not run."
  return 1
}

# The checks of infra/ and the servers for the samples are installed first: tests of the app run the queries' check on the
# telemetry they caught, and the samples on those servers. Those of local/ come last: they start the endpoints from what the
# build has packaged.
run_tests() {
  check_java
  local verify=(./mvnw -B -ntp verify)
  if servers_of_maven; then verify+=(-Preal-services); fi
  if ! command -v npm >/dev/null; then
    [[ -z "${CI:-}" ]] || fail "Node.js 20 or newer is needed to check infra/, the samples and the local endpoints."
    (cd "$home" && "${verify[@]}")
    say "note: infra/, samples with servers from the npm registry, and the local endpoints with Microsoft's clients for" \
      "JavaScript were not checked, since that needs Node.js 20 or newer (https://nodejs.org)."
    return
  fi
  local infra=true
  install_node_packages infra/check || infra=false
  install_node_packages samples/servers || true
  (cd "$home" && "${verify[@]}")
  if $infra; then (cd "$home/infra/check" && npm run check && npm test); fi
  if install_node_packages local/check; then (cd "$home/local/check" && npm test); fi
}

wrong_usage() {
  usage >&2
  exit 2
}

main() {
  local command="${1:-}"
  (($# == 0)) || shift
  case "$command" in
  '')
    prepare
    say "Ready. Next: ./setup.sh demo"
    ;;
  demo) demo "$@" ;;
  check | preview | init) ask "$command" "$@" ;;
  start) start "$@" ;;
  test) run_tests ;;
  bench) bench "$@" ;;
  chaos) chaos "$@" ;;
  pack) exec "$home/infra/pack.sh" "$@" ;;
  deploy) exec "$home/infra/deploy.sh" "$@" ;;
  help | -h | --help) usage ;;
  *) wrong_usage ;;
  esac
}

main "$@"
