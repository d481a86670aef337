import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineApi, EngineError } from '../../engine/api'
import type { App } from '../state'
import { loadText } from '../text'
import { createSigningIn, type SigningIn } from './signingIn'

await loadText('start')

let refusal: EngineError | undefined
let refuses: Partial<Record<string, EngineError>>
let asked: string[]
let signing: SigningIn
let leave: () => void

const step = (name: string) => async () => {
  asked.push(name)
  const error = refuses[name] ?? refusal
  if (error) throw error
  return { hash: 'hash', length: 5, kind: 'in' }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  refusal = undefined
  refuses = {}
  asked = []
  const api = { sendCode: step('sendCode'), resendCode: step('resendCode'), signIn: step('signIn') } as unknown as EngineApi
  leave = createRoot(dispose => {
    signing = createSigningIn({ api } as App)
    return dispose
  })
  signing.setNumber('+888 0123 4567')
})

afterEach(() => {
  leave()
  vi.useRealTimers()
})

describe('a number', () => {
  it('that cannot be read is said to be so when it is left or sent, and not while it is typed', async () => {
    signing.setNumber('')
    signing.checkNumber()
    expect(signing.trouble()).toBeUndefined()
    signing.setNumber('hello')
    expect(signing.trouble()).toBeUndefined()
    signing.checkNumber()
    expect(signing.trouble()).toMatch(/not a number/)
    signing.setNumber('hello?')
    expect(signing.trouble()).toBeUndefined()
    await signing.ask()
    expect(signing.trouble()).toMatch(/not a number/)
    expect(asked).toEqual([])
  })
})

describe('an invitation', () => {
  const invitation = { number: '88801234567', code: '12345' }

  it('is kept until it has led somebody in, or they want another number', async () => {
    expect(signing.invitation()).toBeUndefined()
    signing.offer(invitation)
    expect(signing.invitation()).toEqual(invitation)
    refusal = { code: 'OFFLINE' }
    await signing.accept()
    expect(signing.invitation()).toEqual(invitation)
    signing.restart()
    expect(signing.invitation()).toBeUndefined()
  })

  it('is not kept once its code is refused', async () => {
    signing.offer(invitation)
    refuses = { signIn: { code: 'PHONE_CODE_EXPIRED' } }
    await signing.accept()
    expect(signing.step()).toBe('code')
    expect(signing.invitation()).toBeUndefined()
  })
})

describe('a code that is refused', () => {
  it.each([
    ['PHONE_CODE_INVALID', /^That is not the code/],
    ['PHONE_CODE_EXPIRED', /^This code is used up or too old\. Ask for a new one\./],
    ['PHONE_NUMBER_BANNED', /^This number is not let in/],
    ['SESSION_PASSWORD_NEEDED', /^This account asks for a password/],
    ['OFFLINE', /^The server cannot be reached/],
    ['WHATEVER_ELSE', /\(WHATEVER_ELSE\)/],
  ])('is explained: %s', async (code, words) => {
    await signing.ask()
    refusal = { code }
    signing.setCode('12345')
    await signing.enter()
    expect(signing.step()).toBe('code')
    expect(signing.trouble()).toMatch(words)
    refusal = undefined
    await signing.enter()
    expect(signing.trouble()).toBeUndefined()
  })
})

describe('a wait', () => {
  it('runs down where it is read, and nothing is asked before its end', async () => {
    await signing.ask()
    refusal = { code: 'FLOOD_WAIT', wait: 65 }
    await signing.enter()
    refusal = undefined
    expect(signing.trouble()).toBe('Too many tries. Wait 1:05.')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(signing.trouble()).toBe('Too many tries. Wait 1:00.')
    expect(signing.waitLeft()).toBe(60)
    expect(await signing.enter()).toBe(false)
    expect(asked).toEqual(['sendCode', 'signIn'])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(signing.trouble()).toBeUndefined()
    expect(await signing.enter()).toBe(true)
  })

  it('is as long as the clock says, however late the page is woken', async () => {
    refusal = { code: 'FLOOD_WAIT', wait: 65 }
    await signing.ask()
    vi.setSystemTime(40_000)
    await vi.advanceTimersByTimeAsync(250)
    expect(signing.waitLeft()).toBe(25)
  })
})

describe('an invitation', () => {
  it('does nothing before somebody says so', async () => {
    signing.offer({ number: '88801234567', code: '12345' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(signing.step()).toBe('invited')
    expect(signing.number()).toBe('+888 0123 4567')
    expect(asked).toEqual([])
    await signing.accept()
    expect(asked).toEqual(['sendCode', 'signIn'])
  })

  it.each([
    ['PHONE_CODE_EXPIRED', /^This invitation was used already/],
    ['PHONE_CODE_INVALID', /^The code of this invitation is not right/],
  ])('whose code is refused asks for another one: %s', async (code, words) => {
    signing.offer({ number: '88801234567', code: '12345' })
    refuses.signIn = { code }
    await signing.accept()
    expect(signing.step()).toBe('code')
    expect(signing.code()).toBe('')
    expect(signing.trouble()).toMatch(words)
  })

  it('stays where it is when it cannot be sent, to be tried again', async () => {
    signing.offer({ number: '88801234567', code: '12345' })
    refuses.sendCode = { code: 'OFFLINE' }
    await signing.accept()
    expect(signing.step()).toBe('invited')
    expect(signing.trouble()).toMatch(/^The server cannot be reached/)
    delete refuses.sendCode
    await signing.accept()
    expect(asked).toEqual(['sendCode', 'sendCode', 'signIn'])
  })

  it('without a number says what to do', () => {
    signing.offer({ number: '', code: '12345' })
    expect(signing.step()).toBe('number')
    expect(signing.trouble()).toMatch(/^This invitation link is not complete/)
  })
})
