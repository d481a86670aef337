import { describe, expect, it } from 'vitest'
import { extended, kept, MOST, NONE, toggled } from './selection'

const order = Array.from({ length: 300 }, (_, i) => `m${i}`)
const marked = (selection: { keys: ReadonlySet<string> }) => [...selection.keys].sort()

describe('marking messages', () => {
  it('marks and unmarks', () => {
    const two = toggled(toggled(NONE, 'm1'), 'm5')
    expect(marked(two)).toEqual(['m1', 'm5'])
    expect(marked(toggled(two, 'm1'))).toEqual(['m5'])
  })

  it('marks a stretch in both directions', () => {
    expect(marked(extended(toggled(NONE, 'm2'), 'm4', order))).toEqual(['m2', 'm3', 'm4'])
    expect(marked(extended(toggled(NONE, 'm4'), 'm2', order))).toEqual(['m2', 'm3', 'm4'])
  })

  it('begins anew when the start of the stretch is gone', () => {
    expect(marked(extended({ keys: new Set(), from: 'gone' }, 'm2', order))).toEqual(['m2'])
    expect(extended(NONE, 'gone', order)).toBe(NONE)
  })

  it('marks no more than can be sent at once', () => {
    const most = extended(toggled(NONE, 'm0'), 'm299', order)
    expect(most.keys.size).toBe(MOST)
    expect(toggled(most, 'm299').keys.size).toBe(MOST)
  })

  it('forgets what is deleted', () => {
    const two = toggled(toggled(NONE, 'm1'), 'm5')
    expect(marked(kept(two, key => key !== 'm1'))).toEqual(['m5'])
    expect(kept(two, () => true)).toBe(two)
  })
})
