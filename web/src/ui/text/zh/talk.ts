import type en from '../en/talk'

export default {
  empty: '选择一个聊天',
} satisfies typeof en
