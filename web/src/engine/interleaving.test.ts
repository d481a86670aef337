import { describe, expect, it } from 'vitest'
import type { Dialog } from '../model/dialog'
import { PEOPLE, peerId, truth, world } from '../testing/device'
import { quiet, settle } from '../testing/world'

describe('any interleaving ends in the list that a fresh device loads', () => {
  for (let seed = 1; seed <= 25; seed++) {
    it(`seed ${seed}`, async () => {
      const { chance, mailbox, clock, device } = world(seed)
      for (let i = 0; i < 30; i++) mailbox.incoming(chance.pick(PEOPLE), `old ${i}`)
      const one = device()
      await one.start()
      await one.logIn()
      const shown = chance.pick(PEOPLE)
      void one.show(shown).catch(() => undefined)
      for (let step = 0; step < 80; step++) {
        const peer = chance.pick(PEOPLE)
        const ids = mailbox.ids(peer)
        const any = ids.length > 0 ? chance.pick(ids) : 0
        mailbox.now += chance.below(3)
        switch (chance.below(14)) {
          case 0:
          case 1:
          case 2:
            mailbox.incoming(peer, `in ${step}`)
            break
          case 3:
          case 4: {
            for (let i = chance.below(3); i >= 0; i--) {
              const text = `out ${String(step).padStart(2, '0')}.${9 - i}`
              await one.call('send', { peer: peerId(peer), text: { text, entities: [] } })
            }
            break
          }
          case 5:
            if (any) mailbox.edit(any, `edited ${step}`, undefined)
            break
          case 6:
            if (any) mailbox.remove([any], undefined)
            break
          case 7:
            if (any) void one.call('remove', { peer: peerId(peer), ids: [any], forBoth: true }).catch(() => undefined)
            break
          case 8:
            if (any) {
              void one
                .call('edit', { peer: peerId(peer), id: any, text: { text: `mine ${step}`, entities: [] } })
                .catch(() => undefined)
            }
            break
          case 9:
            if (any) void one.call('markRead', { peer: peerId(peer), maxId: any }).catch(() => undefined)
            break
          case 10:
            if (any) chance.chance(0.5) ? mailbox.readByOther(peer, any) : mailbox.readHere(peer, any, undefined)
            break
          case 11:
            one.line.break()
            break
          case 12:
            void one
              .call('history', {
                peer: peerId(peer),
                at: any ? { kind: 'id', id: any } : { kind: 'newest' },
                before: 1 + chance.below(5),
                after: chance.below(5),
              })
              .catch(() => undefined)
            break
          case 13:
            if (chance.chance(0.3)) {
              await one.core.stop()
              await one.start()
              void one.show(shown).catch(() => undefined)
            } else if (chance.chance(0.5)) {
              mailbox.setDraft(peer, chance.chance(0.3) ? '' : `draft ${step}`, undefined)
            } else {
              void one.call('loadDialogs', { folder: 'main' }).catch(() => undefined)
            }
        }
        for (let i = chance.below(4); i > 0; i--) {
          clock.step(200)
          if (chance.chance(0.5)) await settle()
        }
      }
      await quiet(clock, 30_000)
      await one.scrollUp()
      expect(one.window.messages.map(({ id, content, out }) => ({ id, text: content.kind === 'text' ? content.text : '', out }))).toEqual(
        truth(mailbox, shown),
      )
      const fresh = device()
      await fresh.start()
      await fresh.logIn()
      for (let i = 0; i < 4; i++) {
        for (const it of [one, fresh]) {
          const page = it.call('loadDialogs', { folder: 'main' })
          await quiet(clock)
          await page
        }
      }
      for (const peer of PEOPLE) {
        expect(await one.history(peer)).toEqual(truth(mailbox, peer))
        expect(await fresh.history(peer)).toEqual(truth(mailbox, peer))
        const plain = (dialog: Dialog | undefined) =>
          dialog?.top && {
            top: dialog.top.id,
            text: dialog.top.content,
            unread: dialog.unread,
            inbox: dialog.readInboxMaxId,
            outbox: dialog.readOutboxMaxId,
            draft: dialog.draft?.text,
          }
        expect(plain(one.dialogs.get(peerId(peer)))).toEqual(plain(fresh.dialogs.get(peerId(peer))))
      }
      const texts = [...mailbox.messages.values()].map((it) => it.text)
      expect(new Set(texts).size).toBe(texts.length)
      for (const peer of PEOPLE) {
        const written = truth(mailbox, peer).flatMap((it) => (it.text.startsWith('out') ? [it.text] : []))
        expect(written).toEqual(written.toSorted())
      }
      await one.core.stop()
      await fresh.core.stop()
    })
  }
})
