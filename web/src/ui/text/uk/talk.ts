import type en from '../en/talk'

export default {
  empty: 'Оберіть чат',
} satisfies typeof en
