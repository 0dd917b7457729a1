/** The reminders of a manual task before its deadline, in order. That it was missed is told by the deadline itself. */
export const REMINDER_STEPS = ['four-hours-left', 'one-hour-left'] as const;
export type ReminderStep = (typeof REMINDER_STEPS)[number];
