/** Marks the words that were looked for in the message that was found, where the browser can mark text without changing the page. */
export function markFound(id: number | undefined, words: string): void {
  if (!('highlights' in CSS)) return
  CSS.highlights.delete('found')
  const row = id === undefined || words === '' ? null : document.querySelector(`[role="log"] [data-id="${id}"] [data-text]`)
  if (!row) return
  const ranges: Range[] = []
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const text = node.data.toLocaleLowerCase()
    if (text.length !== node.data.length) continue
    for (const word of words.toLocaleLowerCase().split(/\s+/)) {
      for (let at = text.indexOf(word); word !== '' && at >= 0; at = text.indexOf(word, at + word.length)) {
        const range = new Range()
        range.setStart(node, at)
        range.setEnd(node, at + word.length)
        ranges.push(range)
      }
    }
  }
  CSS.highlights.set('found', new Highlight(...ranges))
}
