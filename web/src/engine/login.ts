import type * as tl from '@generated/tl'
import type { EngineApi, EngineEvent, SentCode } from './api'
import type { Clock } from './clock'
import type { Line } from './line'
import { base64url } from './wire'

/** The server wants an application's id and asks for none in particular. */
const APP = { apiId: 1, apiHash: '' }
/** A token is shown anew this long before it ends. */
const RENEW_SECONDS = 3

type LoginApi = Pick<EngineApi, 'sendCode' | 'resendCode' | 'signIn' | 'signUp' | 'startLoginToken' | 'stopLoginToken'>

interface LoginPorts {
  line: Line
  clock: Clock
  nowSeconds: () => number
  /** Where the page is from: what a token's link leads to. */
  origin: string
  emit: (event: EngineEvent) => void
  /** Somebody is logged in. */
  entered: (user: tl.User) => Promise<void>
}

/** Getting in: by number and code, or by a token that another device accepts. See core.telegram.org/api/auth and /api/qr-login. */
export class Login {
  private showing = false
  private token: { url: string; expires: number } | undefined
  private stopTimer: (() => void) | undefined

  constructor(private readonly ports: LoginPorts) {}

  readonly api: LoginApi = {
    sendCode: async ({ number }) =>
      sentCode(
        await this.ports.line.ask('auth.sendCode', { phoneNumber: number, ...APP, settings: { _: 'codeSettings' } }),
      ),

    resendCode: async ({ number, hash }) =>
      sentCode(await this.ports.line.ask('auth.resendCode', { phoneNumber: number, phoneCodeHash: hash })),

    signIn: async ({ number, hash, code }) => {
      const answer = await this.ports.line.ask('auth.signIn', { phoneNumber: number, phoneCodeHash: hash, phoneCode: code })
      if (answer._ === 'auth.authorizationSignUpRequired') return { kind: 'signUp' }
      await this.ports.entered(answer.user)
      return { kind: 'in' }
    },

    signUp: async ({ number, hash, firstName, lastName }) => {
      const answer = await this.ports.line.ask('auth.signUp', { phoneNumber: number, phoneCodeHash: hash, firstName, lastName })
      if (answer._ === 'auth.authorization') await this.ports.entered(answer.user)
    },

    startLoginToken: async () => {
      if (this.showing) {
        if (this.token) this.ports.emit({ kind: 'login', token: this.token })
        return
      }
      this.showing = true
      await this.show()
    },

    stopLoginToken: async () => this.stop(),
  }

  /** Another device has accepted the token that is shown. */
  accepted(): void {
    if (this.showing) void this.show()
  }

  stop(): void {
    this.showing = false
    this.token = undefined
    this.stopTimer?.()
  }

  /** Shows a token until it ends, then the next. */
  private async show(): Promise<void> {
    this.stopTimer?.()
    try {
      const answer = await this.ports.line.invoke('auth.exportLoginToken', { ...APP, exceptIds: [] })
      if (!this.showing) return
      if (answer._ === 'auth.loginTokenSuccess') {
        this.stop()
        if (answer.authorization._ === 'auth.authorization') await this.ports.entered(answer.authorization.user)
        return
      }
      this.token = { url: `${this.ports.origin}/#/login?token=${base64url(answer.token)}`, expires: answer.expires }
      this.ports.emit({ kind: 'login', token: this.token })
      this.again(Math.max(1, answer.expires - this.ports.nowSeconds() - RENEW_SECONDS))
    } catch {
      this.again(RENEW_SECONDS)
    }
  }

  private again(seconds: number): void {
    if (this.showing) this.stopTimer = this.ports.clock.after(seconds * 1000, () => void this.show())
  }
}

const sentCode = (code: tl.auth.SentCode): SentCode => ({ hash: code.phoneCodeHash, length: code.type.length })
