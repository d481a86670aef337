import type en from '../en/talk'

export default {
  empty: 'Выберите чат',
} satisfies typeof en
