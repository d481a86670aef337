import { idOf } from '../../tl/codec'

/** Messages that hold other messages, which the schema cannot say; they are read and written by hand. */
export const MSG_CONTAINER = 0x73f1f8dc
export const MSG_COPY = 0xe06046b2 | 0
export const GZIP_PACKED = 0x3072cfa1
export const RPC_RESULT = 0xf35c6d01 | 0

export const RPC_ERROR = idOf('rpc_error')
