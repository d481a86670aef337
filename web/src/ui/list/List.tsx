import { createEffect, createMemo, createSignal, For, Match, on, onCleanup, onMount, Show, Switch } from 'solid-js'
import { createVirtualizer } from '@tanstack/solid-virtual'
import type { FolderId } from '../../model/dialog'
import type { PeerId } from '../../model/peer'
import { Button, IconButton } from '../base/Button'
import { Empty, Failed } from '../base/Empty'
import { wordsOf } from '../errors'
import { back, navigate } from '../route'
import { SearchBox } from '../search/SearchBox'
import { SearchResults } from '../search/SearchResults'
import { finding, findAll } from '../search/finding'
import { useApp } from '../state'
import { t } from '../text'
import { ArchiveRow } from './ArchiveRow'
import { ChatRow } from './ChatRow'
import { FirstSteps } from './FirstSteps'
import { LinkNote } from './LinkNote'
import { openMainMenu } from './mainMenu'
import { rowPixels } from './measures'
import { Skeleton } from './Skeleton'
import css from './List.module.css'

/** The chats of a folder, the search box over them, and what the search finds in their place. */
export function List(props: { folder: FolderId; current: PeerId | undefined }) {
  const app = useApp()
  return (
    <nav class={css.list} aria-label={props.folder === 'archive' ? t.shell.list.archive : t.shell.list.label}>
      <header class={css.bar}>
        <Show
          when={props.folder === 'archive'}
          fallback={
            <>
              <h1 class="sr-only">{t.shell.list.label}</h1>
              <Show
                when={finding()}
                fallback={<IconButton icon="menu" label={t.shell.list.menu} aria-haspopup="menu" onClick={event => openMainMenu(event.currentTarget, app)} />}
              >
                <IconButton icon="back" label={t.shell.find.clear} onClick={() => findAll(undefined)} />
              </Show>
              <SearchBox />
            </>
          }
        >
          <IconButton icon="back" label={t.start.back} onClick={() => back()} />
          <h1 class={css.title}>{t.shell.list.archive}</h1>
        </Show>
      </header>
      <LinkNote />
      <Show
        when={props.folder === 'main' && finding()}
        fallback={
          <Show when={props.folder} keyed>
            {folder => <Chats folder={folder} current={props.current} />}
          </Show>
        }
      >
        {query => <SearchResults query={query().text} />}
      </Show>
    </nav>
  )
}

/** What the button for a new chat takes of the lower end, with its distance. */
const NEW_PIXELS = 88

/** How far each list was scrolled when it was left. */
const scrolled = new Map<string, number>()

function Chats(props: { folder: FolderId; current: PeerId | undefined }) {
  const app = useApp()
  const name = `${app.self()}/${props.folder}`
  let box!: HTMLDivElement
  const [failed, setFailed] = createSignal<string>()
  const order = createMemo(() => app.order(props.folder))
  const archived = createMemo(() => (props.folder === 'main' ? app.order('archive').length : 0))
  const complete = () => app.state.folders[props.folder]?.complete ?? false
  const above = () => (archived() > 0 ? 1 : 0)

  let asking = false
  const loadMore = async () => {
    if (asking || complete()) return
    asking = true
    setFailed(undefined)
    try {
      await app.api.loadDialogs({ folder: props.folder })
    } catch (thrown) {
      setFailed(wordsOf(thrown))
    } finally {
      asking = false
    }
  }
  onMount(() => {
    if (!app.state.folders[props.folder]) void loadMore()
    if (props.folder === 'main' && !app.state.folders.archive) void app.api.loadDialogs({ folder: 'archive' }).catch(() => {})
  })

  const rows = createVirtualizer<HTMLDivElement, HTMLElement>({
    get count() {
      return order().length + above()
    },
    getScrollElement: () => box,
    estimateSize: () => rowPixels(),
    getItemKey: index => (index < above() ? 'archive' : order()[index - above()]!),
    overscan: 6,
    // What is scrolled to is not to lie under the button below.
    scrollPaddingEnd: NEW_PIXELS,
    initialOffset: scrolled.get(name) ?? 0,
  })
  onCleanup(() => scrolled.set(name, box.scrollTop))
  createEffect(() => {
    rowPixels()
    rows.measure()
  })
  createEffect(() => {
    const last = rows.getVirtualItems().at(-1)
    if (last && last.index >= rows.options.count - 10 && order().length > 0) void loadMore()
  })

  // A chat that is opened from elsewhere (by key, by a notification) is seen in the list as well.
  createEffect(
    on(
      () => props.current,
      peer => {
        const at = peer ? order().indexOf(peer) : -1
        if (at >= 0) rows.scrollToIndex(at + above(), { align: 'auto' })
      },
      { defer: true },
    ),
  )

  /** Arrows go from row to row, also to those that are not drawn yet. */
  const goTo = (index: number) => {
    const to = Math.max(0, Math.min(index, rows.options.count - 1))
    rows.scrollToIndex(to, { align: 'auto' })
    requestAnimationFrame(() => box.querySelector<HTMLElement>(`[data-index="${to}"] a`)?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const row = (event.target as Element).closest<HTMLElement>('[data-index]')
    const at = Number(row?.dataset['index'] ?? -1)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.options.count - 1, PageDown: at + 8, PageUp: at - 8 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    goTo(to)
  }

  const empty = () => order().length === 0 && archived() === 0

  return (
    <div class={css.body}>
      <div ref={box} class={css.scroll} onKeyDown={onKeyDown}>
        <Switch>
          <Match when={empty() && failed()}>{text => <Failed text={text()} onRetry={() => void loadMore()} />}</Match>
          <Match when={empty() && !complete()}>
            <Skeleton />
          </Match>
          <Match when={empty() && props.folder === 'archive'}>
            <Empty icon="archive" title={t.shell.list.archiveEmpty} text={t.shell.list.archiveEmptyText} />
          </Match>
          <Match when={empty()}>
            <FirstSteps />
          </Match>
        </Switch>
        <div class={css.rows} role="list" style={{ '--height': `${rows.getTotalSize()}px` }}>
          <For each={rows.getVirtualItems()}>
            {item => (
              <div
                class={css.place}
                role="listitem"
                aria-setsize={complete() ? rows.options.count : -1}
                aria-posinset={item.index + 1}
                data-index={item.index}
                style={{ '--top': `${item.start}px` }}
              >
                <Show
                  when={item.index >= above() && order()[item.index - above()]}
                  fallback={<ArchiveRow count={archived()} />}
                  keyed
                >
                  {peer => <ChatRow peer={peer} current={props.current === peer} folder={props.folder} first={item.index === 0} />}
                </Show>
              </div>
            )}
          </For>
        </div>
        <Show when={!empty() && failed()}>
          {text => (
            <p class={css.more} role="alert">
              {text()}
              <Button onClick={() => void loadMore()}>{t.start.retry}</Button>
            </p>
          )}
        </Show>
      </div>
      <Show when={props.folder === 'main'}>
        <IconButton class={css.new!} icon="pencil" label={t.shell.list.newChat} onClick={() => navigate({ kind: 'contacts' })} />
      </Show>
    </div>
  )
}
