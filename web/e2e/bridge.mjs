// Runs a third-party client's driver where loopback is the only interface, with one way out: a port there leads through a Unix
// socket to the server under test. `bridge.mjs PORT SOCKET DRIVER`
import { connect, createServer } from 'node:net'

const [port, socket, driver] = process.argv.slice(2)

createServer(inside => {
  const outside = connect(socket)
  inside.pipe(outside).pipe(inside)
  inside.on('error', () => outside.destroy())
  outside.on('error', () => inside.destroy())
}).listen(Number(port), '127.0.0.1', () => import(driver))
