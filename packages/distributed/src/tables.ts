/** Differences between implementations of MPI for callers of its C functions: the type of handles, and some constants. */
export interface Table {
  name: string;
  /** The type by which koffi passes a handle. */
  handle: 'void *' | 'int';
  /** Bytes of a request. */
  requestBytes: 4 | 8;
  /** Handles: symbols of the library, or numbers from its header. */
  world: string | number;
  float: string | number;
  byte: string | number;
  sum: string | number;
  errorsReturn: string | number;
  /** Special addresses: `MPI_IN_PLACE` and `MPI_STATUS_IGNORE`. */
  inPlace: bigint;
  ignoreStatus: bigint;
}

/** Open MPI: handles are addresses of its own symbols (`mpi.h` of Open MPI 4 and 5). */
export const OPEN_MPI: Table = {
  name: 'Open MPI', handle: 'void *', requestBytes: 8,
  world: 'ompi_mpi_comm_world', float: 'ompi_mpi_float', byte: 'ompi_mpi_byte', sum: 'ompi_mpi_op_sum', errorsReturn: 'ompi_mpi_errors_return',
  inPlace: 1n, ignoreStatus: 0n,
};

/** MPICH and its relatives of the same binary interface, such as Intel MPI, MVAPICH and Cray MPI: handles are numbers (`mpi.h` of MPICH 3 and 4). */
export const MPICH: Table = {
  name: 'MPICH', handle: 'int', requestBytes: 4,
  world: 0x44000000, float: 0x4c00040a, byte: 0x4c00010d, sum: 0x58000003, errorsReturn: 0x54000001,
  inPlace: 0xffffffffffffffffn, ignoreStatus: 1n,
};

/** Any MPI by the binary interface of the standard, in the library `libmpi_abi`: handles are numbers as wide as an address (MPI 5.0, chapter 20 and its `mpi.h`). */
export const STANDARD: Table = {
  name: 'MPI 5', handle: 'void *', requestBytes: 8,
  world: 0x101, float: 0x210, byte: 0x247, sum: 0x21, errorsReturn: 0x142,
  inPlace: 1n, ignoreStatus: 0n,
};
