import type { AlertWords } from './alertSentence';
import { alertTexts as enAlerts } from './en/alertTexts';
import { codes as enCodes } from './en/codes';
import { letterTexts as enLetters } from './en/letterTexts';
import { messageTexts as enMessages } from './en/messageTexts';
import { alertTexts as zhAlerts } from './zh/alertTexts';
import { codes as zhCodes } from './zh/codes';
import { letterTexts as zhLetters } from './zh/letterTexts';
import { messageTexts as zhMessages } from './zh/messageTexts';

export interface MessageWords extends AlertWords {
  readonly messages: typeof zhMessages;
  readonly letters: typeof zhLetters;
}

const ZH: MessageWords = { codes: zhCodes, alerts: zhAlerts, messages: zhMessages, letters: zhLetters };
const EN: MessageWords = { codes: enCodes, alerts: enAlerts, messages: enMessages, letters: enLetters };

/** The words that messages to people are made of. */
export function messageWords(language: 'zh' | 'en'): MessageWords {
  return language === 'en' ? EN : ZH;
}
