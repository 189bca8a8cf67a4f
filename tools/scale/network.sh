#!/bin/sh
# Steps of a model of the benchmark on hosts that are namespaces of this machine, with links of 1 ms and 1 Gbit/s between them; needs the superuser, iproute2 and /dev/net/tun:
#
#     npm run build && tools/scale/network.sh HOSTS openmpi|mpich [options of step.mjs]
#
# Prints the line of JSON of step.mjs, then the bytes that each host has sent, over all steps and the start.
set -eu
count=$1 mpi=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
support=$here/../../packages/distributed/test/support
name=inrflow-scale-
places= hosts=
for i in $(seq "$count"); do
  places="$places $name$i=10.77.0.$i"
  hosts="$hosts${hosts:+,}10.77.0.$i"
done
reach=$(mktemp) sent=$(mktemp)
end() {
  [ -n "${relay:-}" ] && kill "$relay" 2> /dev/null && wait "$relay" || true
  cat "$sent"
  "$support/hosts.sh" remove "$name" "$count"
  rm -f "$reach" "$sent"
}
trap end EXIT
"$support/hosts.sh" remove "$name" "$count"
"$support/hosts.sh" make "$name" "$count"
printf '#!/bin/sh\nexec %s on %s "$@"\n' "$support/hosts.sh" "$name" > "$reach"
chmod +x "$reach"
# shellcheck disable=SC2086
node "$support/relay.mjs" --latency 1 --gigabits 1 $places > "$sent" &
relay=$!
until grep -q ready "$sent"; do sleep 0.1; done
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1 UCX_TLS=tcp,self UCX_NET_DEVICES=link0
case $mpi in
  openmpi) options="--host $hosts -n $count --bind-to none --mca plm_rsh_agent $reach --mca btl tcp,self --mca pml ob1 --mca btl_tcp_if_include 10.77.0.0/24 --mca oob_tcp_if_include 10.77.0.0/24" ;;
  mpich) options="-launcher rsh -launcher-exec $reach -hosts $hosts -iface link0 -n $count" ;;
esac
# shellcheck disable=SC2086
"$support/hosts.sh" on "$name" 10.77.0.1 "mpirun.$mpi" $options "$(command -v node)" "$here/step.mjs" "$@"
