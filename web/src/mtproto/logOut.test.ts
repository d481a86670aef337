import { describe, expect, it, vi } from 'vitest'
import { lineToServer, pass, STATE } from '../testing/lineServer'

const to = lineToServer()
const { open, openAnew, getState } = to

describe('a log-in', () => {
  it('ends where the server says so', async () => {
    open()
    to.server.reply = () => ({ _: 'rpc_error', errorCode: 401, errorMessage: 'SESSION_REVOKED' })
    const answer = expect(getState()).rejects.toMatchObject({ code: 401 })
    await pass(10)
    await answer
    expect(to.told).toEqual(['ended'])
  })

  it('does not end where a password is wanted', async () => {
    open()
    to.server.reply = () => ({ _: 'rpc_error', errorCode: 401, errorMessage: 'SESSION_PASSWORD_NEEDED' })
    const answer = expect(getState()).rejects.toMatchObject({ type: 'SESSION_PASSWORD_NEEDED' })
    await pass(10)
    await answer
    expect(to.told).toEqual([])
  })

  it('ends when the server knows the key no more, and says so twice; then another key is made', async () => {
    const fetched = vi.fn(() => Promise.reject(new Error('not here')))
    vi.stubGlobal('fetch', fetched)
    to.server.error = 404
    open()
    const answer = expect(getState()).rejects.toMatchObject({ code: 401, type: 'AUTH_KEY_UNREGISTERED' })
    await pass(10)
    expect(to.told).toEqual([])
    await pass(2000)
    await answer
    expect(to.told).toEqual(['ended'])
    await pass(5000)
    expect(fetched).toHaveBeenCalledWith('https://example.org/server-key.json', expect.anything())
  })

  it('survives a server that says so once', async () => {
    to.server.error = 404
    open()
    await pass(10)
    to.server.error = undefined
    const [answer] = await Promise.all([getState(), pass(2000)])
    expect(answer).toEqual(STATE)
    expect(to.told).toEqual([])
  })

  it('is not begun with a server whose public key is another one', async () => {
    const modulus = new Uint8Array(256).fill(0xff)
    const n = btoa(String.fromCharCode(...modulus)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ kty: 'RSA', n, e: 'AQAB' }))))
    openAnew(77n)
    const answer = expect(getState()).rejects.toThrow('the connection was closed')
    await pass(10)
    await answer
    expect(to.told).toEqual(['keyChanged'])
    await pass(60_000)
    expect(to.server.sockets).toHaveLength(0)
  })
})
