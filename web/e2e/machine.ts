// Somebody without a browser, on the page's own line to the server: for what would take a person hours.

import type * as tl from '@generated/tl'
import { type Connection, type MethodName, type RequestOf, type ResponseOf } from '../src/mtproto/connection.ts'
import { connect } from '../src/mtproto/line.ts'
import type { Invite, Server } from './server.ts'

const AT_ONCE = 200

export class Machine {
  private constructor(private readonly connection: Connection) {}

  /** Signs up with an invite. */
  static async signUp(server: Server, invite: Invite, firstName: string): Promise<Machine> {
    const app = { version: 'e2e', device: 'Node.js', system: process.platform, language: 'en' }
    const machine = new Machine(
      connect(server.origin, app)(undefined, {
        updates() {},
        gap() {},
        state() {},
        loggedOut() {},
        save() {},
      }),
    )
    const phoneNumber = invite.number.slice(1)
    const sent = await machine.ask('auth.sendCode', {
      phoneNumber,
      apiId: 1,
      apiHash: 'x',
      settings: { _: 'codeSettings' },
    })
    if (sent._ !== 'auth.sentCode') throw new Error(`no code was sent: ${sent._}`)
    const hash = { phoneNumber, phoneCodeHash: sent.phoneCodeHash }
    await machine.ask('auth.signIn', { ...hash, phoneCode: invite.code })
    await machine.ask('auth.signUp', { ...hash, firstName, lastName: '' })
    return machine
  }

  ask<M extends MethodName>(method: M, request: RequestOf<M>): Promise<ResponseOf<M>> {
    return this.connection.invoke(method, request)
  }

  /** Finds somebody by number. */
  async find(number: string, firstName: string): Promise<tl.InputPeer> {
    const found = await this.ask('contacts.importContacts', {
      contacts: [{ _: 'inputPhoneContact', clientId: 1n, phone: number, firstName, lastName: '' }],
    })
    const user = found.users[0]
    if (user?._ !== 'user') throw new Error(`nobody has ${number}`)
    return { _: 'inputPeerUser', userId: user.id, accessHash: user.accessHash ?? 0n }
  }

  /** Writes many messages, in order. */
  async write(peer: tl.InputPeer, texts: string[]): Promise<void> {
    for (let from = 0; from < texts.length; from += AT_ONCE) {
      await Promise.all(
        texts.slice(from, from + AT_ONCE).map((message, i) =>
          this.ask('messages.sendMessage', { peer, message, randomId: BigInt(Date.now()) * 1000n + BigInt(from + i) }),
        ),
      )
    }
  }

  close(): void {
    this.connection.close()
  }
}
