// What a page holds in memory, its worker apart.

import type { CDPSession, Page } from 'playwright-core'

interface Heaps {
  page: number
  worker: number
}

/** Bytes that live in both heaps when all garbage is gone. */
export async function heapsOf(page: Page): Promise<Heaps> {
  const session = await page.context().newCDPSession(page)
  const worker = await workerOf(session)
  const live = async (send: (method: 'HeapProfiler.collectGarbage' | 'Runtime.getHeapUsage') => Promise<unknown>): Promise<number> => {
    await send('HeapProfiler.collectGarbage')
    return ((await send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize
  }
  const heaps = { page: await live(method => session.send(method)), worker: await live(worker) }
  await session.detach()
  return heaps
}

/** Sends commands to a page's worker. */
async function workerOf(session: CDPSession): Promise<(method: string) => Promise<unknown>> {
  const attached = new Promise<string>(resolve =>
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => targetInfo.type === 'worker' && resolve(sessionId)),
  )
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  const sessionId = await attached
  let id = 0
  return method =>
    new Promise(resolve => {
      const mine = ++id
      session.on('Target.receivedMessageFromTarget', event => {
        const answer = JSON.parse(event.message) as { id?: number; result?: unknown }
        if (event.sessionId === sessionId && answer.id === mine) resolve(answer.result)
      })
      void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: mine, method }) })
    })
}
