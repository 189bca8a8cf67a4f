#!/bin/sh
# Slurm on this machine alone, in one folder: munge, the controller and one node with four processors, whether or not it has them.
#   slurm.sh start FOLDER    starts them, waits until the node is ready, and prints what to export
#   slurm.sh stop FOLDER     ends them, and waits for their end
set -eu
folder=$2
port=$((20000 + $$ % 20000))
stop() {
  pids=
  for name in slurmd slurmctld munged; do
    pid=$(cat "$folder/$name.pid" 2> /dev/null || true)
    [ -n "$pid" ] && kill "$pid" 2> /dev/null && pids="$pids $pid" || true
  done
  # They save their state before they end.
  for pid in $pids; do
    for _ in $(seq 100); do kill -0 "$pid" 2> /dev/null || break; sleep 0.2; done
    kill -9 "$pid" 2> /dev/null || true
  done
}
[ "$1" = stop ] && { stop; exit 0; }
mkdir -p "$folder/state" "$folder/spool"
chmod 755 "$folder"
host=$(hostname -s)
head -c 1024 /dev/urandom > "$folder/munge.key"
chmod 600 "$folder/munge.key"
munged --force --socket="$folder/munge.socket" --key-file="$folder/munge.key" --pid-file="$folder/munged.pid" --seed-file="$folder/munge.seed" --log-file="$folder/munged.log"
cat > "$folder/slurm.conf" << CONF
ClusterName=one
SlurmctldHost=$host
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
KillWait=30
ReturnToService=2
NodeName=$host CPUs=4 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$folder/slurm.conf"
slurmctld
slurmd
for _ in $(seq 60); do
  case "$(sinfo -h -o %T 2> /dev/null)" in idle*) echo "SLURM_CONF=$SLURM_CONF"; exit 0 ;; esac
  sleep 1
done
echo "the node did not become ready: $(tail -n 3 "$folder/slurmd.log" "$folder/slurmctld.log" | tr '\n' ' ')" >&2
stop
exit 1
