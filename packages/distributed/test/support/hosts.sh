#!/bin/sh
# Hosts on one machine: network namespaces that only a relay joins.
#   hosts.sh make NAME COUNT         makes the namespaces NAME1, NAME2, ...
#   hosts.sh remove NAME COUNT       takes them away, with whatever still runs in them
#   hosts.sh on NAME HOST COMMAND... runs a command on a host, given by its address 10.77.0.N: with a name of its own, and without the hosts that others see
set -eu
verb=$1 name=$2
shift 2
case $verb in
  make) for i in $(seq "$1"); do ip netns add "$name$i"; ip -n "$name$i" link set lo up; done ;;
  remove)
    for i in $(seq "$1"); do
      ip netns pids "$name$i" 2> /dev/null | xargs -r kill -9 2> /dev/null || true
      ip netns delete "$name$i" 2> /dev/null || true
    done
    ;;
  on)
    number=${1##*.}
    shift
    # Launchers hand over one string for a shell, as to ssh.
    exec ip netns exec "$name$number" unshare --uts --ipc sh -c 'hostname "$0" && exec sh -c "$1"' "host$number" "$*"
    ;;
esac
