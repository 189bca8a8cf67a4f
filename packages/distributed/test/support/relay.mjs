// Network links between hosts that are network namespaces of this machine, with a latency and a bandwidth: where the kernel has no netem, a process can still hold packets back.
//
//     node relay.mjs --latency 1 --gigabits 1 NAMESPACE=ADDRESS...
//
// Every host gets a network device of its own (TUN) with an address of 10.77.0.0/24. This process reads what each sends, keeps it for as long as its bytes take on the wire and the latency, and writes it to the
// host that it is for. It prints `ready` when all devices are up, and at its end, on SIGTERM, the bytes that each host sent. Needs the superuser.
import { readSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import koffi from 'koffi';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { latency: { type: 'string', default: '1' }, gigabits: { type: 'string', default: '1' }, mtu: { type: 'string', default: '9000' } } });
const [latency, bytesPerMillisecond] = [Number(values.latency), (Number(values.gigabits) * 1e9) / 8 / 1000];

const libc = koffi.load(null);
const [open, ioctl, setns, poll, socket, close] = [
  'int open(const char *path, int flags)', 'int ioctl(int fd, unsigned long request, void *argument)', 'int setns(int fd, int type)', 'int poll(void *fds, unsigned long count, int milliseconds)',
  'int socket(int domain, int type, int protocol)', 'int close(int fd)',
].map((prototype) => libc.func(prototype));
/** Numbers of Linux's headers. */
const [O_RDWR, O_NONBLOCK, CLONE_NEWNET, AF_INET, SOCK_DGRAM, POLLIN] = [2, 0o4000, 0x40000000, 2, 2, 1];
const [TUNSETIFF, IFF_TUN, IFF_NO_PI] = [0x400454ca, 1, 0x1000];
const [SIOCSIFADDR, SIOCSIFNETMASK, SIOCSIFFLAGS, SIOCSIFMTU, IFF_UP, IFF_RUNNING] = [0x8916, 0x891c, 0x8914, 0x8922, 1, 0x40];
/** Bytes of `struct ifreq`, and where the name ends in it. */
const [REQUEST, NAME] = [40, 16];

function checked(code, what) {
  if (code < 0) throw new Error(`${what} failed (errno ${koffi.errno()})`);
  return code;
}

/** A device in a namespace, with an address and up. @returns its file descriptor */
function device(namespace, address) {
  const there = checked(open(`/run/netns/${namespace}`, 0), `opening the namespace ${namespace}`);
  checked(setns(there, CLONE_NEWNET), `entering the namespace ${namespace}`);
  close(there);
  const tun = checked(open('/dev/net/tun', O_RDWR | O_NONBLOCK), 'opening /dev/net/tun');
  const request = Buffer.alloc(REQUEST);
  const ask = (on, number, write, what) => {
    request.fill(0, NAME);
    write(request);
    checked(ioctl(on, number, request), what);
  };
  request.write('link0');
  ask(tun, TUNSETIFF, (bytes) => bytes.writeInt16LE(IFF_TUN | IFF_NO_PI, NAME), 'making the device');
  const control = checked(socket(AF_INET, SOCK_DGRAM, 0), 'opening a socket');
  const addressed = (text) => (bytes) => {
    bytes.writeUInt16LE(AF_INET, NAME);
    text.split('.').forEach((part, i) => bytes.writeUInt8(Number(part), NAME + 4 + i));
  };
  ask(control, SIOCSIFADDR, addressed(address), 'setting the address');
  ask(control, SIOCSIFNETMASK, addressed('255.255.255.0'), 'setting the mask');
  ask(control, SIOCSIFMTU, (bytes) => bytes.writeInt32LE(Number(values.mtu), NAME), 'setting the size of packets');
  ask(control, SIOCSIFFLAGS, (bytes) => bytes.writeInt16LE(IFF_UP | IFF_RUNNING, NAME), 'bringing the device up');
  close(control);
  return tun;
}

const hosts = positionals.map((text) => text.split('=')).map(([namespace, address]) => ({ address, fd: device(namespace, address), sent: 0, busyUntil: 0 }));
const byAddress = new Map(hosts.map((host) => [host.address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0), host]));
/** Packets on their way: all links are alike, so that those of a host arrive in the order that they were sent in. */
const onTheirWay = hosts.map(() => []);
const fds = Buffer.alloc(8 * hosts.length);
hosts.forEach(({ fd }, i) => {
  fds.writeInt32LE(fd, 8 * i);
  fds.writeInt16LE(POLLIN, 8 * i + 4);
});
const packet = Buffer.alloc(65536);
/** Packets of a host that are taken at once, before others get their turn. */
const AT_ONCE = 64;

function take(host, queue, now) {
  for (let i = 0; i < AT_ONCE; i++) {
    let length;
    try {
      length = readSync(host.fd, packet);
    } catch (error) {
      if (error.code === 'EAGAIN') return;
      throw error;
    }
    const to = packet[0] >> 4 === 4 ? byAddress.get(packet.readUInt32BE(16)) : undefined;
    if (!to) continue;
    host.sent += length;
    host.busyUntil = Math.max(host.busyUntil, now) + length / bytesPerMillisecond;
    queue.push({ to, due: host.busyUntil + latency, data: Buffer.from(packet.subarray(0, length)) });
  }
}

function deliver(queue, now) {
  let count = 0;
  for (; count < queue.length && queue[count].due <= now; count++) {
    try {
      writeSync(queue[count].to.fd, queue[count].data);
    } catch (error) {
      // As on a wire, what finds no room is lost, and sent again by those who care.
      if (!['EAGAIN', 'ENOBUFS', 'EIO'].includes(error.code)) throw error;
    }
  }
  queue.splice(0, count);
}

let isOver = false;
process.on('SIGTERM', () => (isOver = true));
process.stdout.write('ready\n');
(function turn() {
  if (isOver) {
    console.log(JSON.stringify(hosts.map(({ address, sent }) => ({ address, sent }))));
    return;
  }
  // Rounds between two looks at signals.
  for (let i = 0; i < 50; i++) {
    const isIdle = onTheirWay.every(({ length }) => length === 0);
    poll(fds, hosts.length, isIdle ? 20 : 0);
    const now = performance.now();
    hosts.forEach((host, at) => fds.readInt16LE(8 * at + 6) !== 0 && take(host, onTheirWay[at], now));
    onTheirWay.forEach((queue) => deliver(queue, now));
    if (isIdle) break;
  }
  setImmediate(turn);
})();
