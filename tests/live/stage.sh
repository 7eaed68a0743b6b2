# What the live tests share: the program, simulators and Prometheuses that run while a test does, and questions to them.
# A test sources this file from the folder of the repository. Files of a Prometheus called NAME are $WORK/NAME.*.
#
# Takes the program from DASHGEN_BIN, or target/debug/dashgen, which it builds where it is missing. Needs prometheus and
# promtool.

WORK=$(mktemp -d)
readonly WORK
PROCESSES=()

stop() {
    for process in "${PROCESSES[@]}"; do
        kill "$process" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -rf "$WORK"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
    echo "live test: $*" >&2
    exit 1
}

# Waits until a command succeeds, so many seconds at most.
patiently() {
    local until=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < until)) || return 1
        sleep 0.2
    done
}

port_in() { # the port in the first line of a file that matches a pattern
    sed -nE "s/.*$2([0-9]+).*/\1/p" "$1" | head -n 1
}

has_port() { [[ -n $(port_in "$1" "$2") ]]; }

# Starts a simulator; NAME.target then holds its address.
simulate() {
    local name=$1 address='http:\/\/127\.0\.0\.1:'
    shift
    "$BIN" simulate --listen 127.0.0.1:0 "$@" >"$WORK/$name.simulate.log" 2>&1 &
    PROCESSES+=($!)
    patiently 20 has_port "$WORK/$name.simulate.log" "$address" ||
        fail "the simulator did not start: $(cat "$WORK/$name.simulate.log")"
    echo "127.0.0.1:$(port_in "$WORK/$name.simulate.log" "$address")" >"$WORK/$name.target"
}

# Starts a Prometheus with a configuration; NAME.url then holds its URL, NAME.data what it stores.
observe() {
    local name=$1 configuration=$2
    promtool check config "$configuration" >"$WORK/$name.config.log" 2>&1 || fail "$(cat "$WORK/$name.config.log")"
    # Prometheus cannot take any free port and tell which, so some are tried.
    for _ in 1 2 3 4 5; do
        local port=$((20000 + RANDOM % 12000))
        prometheus --config.file="$configuration" --storage.tsdb.path="$WORK/$name.data" \
            --web.listen-address="127.0.0.1:$port" >"$WORK/$name.log" 2>&1 &
        local process=$!
        echo "http://127.0.0.1:$port" >"$WORK/$name.url"
        if patiently 30 is_ready_or_gone "$process" "$name" && kill -0 "$process" 2>/dev/null; then
            PROCESSES+=("$process")
            return
        fi
        kill "$process" 2>/dev/null || true
    done
    fail "prometheus did not start: $(cat "$WORK/$name.log")"
}

# By its log: on a port that is taken, somebody else would answer.
is_ready_or_gone() {
    ! kill -0 "$1" 2>/dev/null || grep -qs 'Server is ready to receive web requests' "$WORK/$2.log"
}

ask() { promtool query instant "$(cat "$WORK/$1.url")" "$2" 2>/dev/null; }

check_scrapes() {
    if ask "$1" 'min_over_time(up{job="trading-api"}[5m]) < 1' | grep .; then
        fail "some scrapes failed ($1)"
    fi
    if grep -iE 'level=(warn|error)' "$WORK/$1.log" | grep -iE 'scrape|rule manager'; then
        fail "prometheus complains ($1)"
    fi
}

for tool in prometheus promtool; do
    command -v "$tool" >/dev/null || fail "$tool is missing; Debian has it in the package prometheus"
    "$tool" --version 2>&1 | head -n 1
done
BIN=${DASHGEN_BIN:-target/debug/dashgen}
if [[ ! -x $BIN ]]; then
    [[ -z ${DASHGEN_BIN:-} ]] || fail "DASHGEN_BIN is no program: $BIN"
    cargo build --quiet
fi
readonly BIN
