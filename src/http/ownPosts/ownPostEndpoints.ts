import { endpoint } from '../edge/endpoint';
import {
  draftBody,
  editBody,
  handCopiesQuery,
  handCopyList,
  ownPostList,
  ownPostParams,
  ownPostPreview,
  ownPostsQuery,
  ownPostView,
  retryBody,
  settleBody,
  submitBody,
  withdrawBody,
} from './ownPostSchemas';

export const listOwnPosts = endpoint({
  summary: 'An office’s own items, newest first',
  query: ownPostsQuery,
  answer: ownPostList,
  handle({ services, principal, query: { cursor, limit, ...query } }) {
    return services.ownPosts.list(query, { cursor, limit }, principal);
  },
});

export const showOwnPost = endpoint({
  summary: 'One item with its forms, its checks, and what became of each copy',
  params: ownPostParams,
  answer: ownPostView,
  handle({ services, principal, params }) {
    return services.ownPosts.show(params.id, principal);
  },
});

export const draftOwnPost = endpoint({
  summary: 'Draft an item once, with a form for each channel where it needs one',
  status: 201,
  body: draftBody,
  answer: ownPostView,
  handle({ services, principal, body: { unitId, ...writing } }) {
    return services.ownPosts.draft(unitId, writing, principal);
  },
});

export const editOwnPost = endpoint({
  summary: 'Change what it says, by its author, until publishing begins; passes of another text are void',
  params: ownPostParams,
  body: editBody,
  answer: ownPostView,
  handle({ services, principal, params, body: { version, ...writing } }) {
    return services.ownPosts.edit({ id: params.id, version }, writing, principal);
  },
});

export const submitOwnPost = endpoint({
  summary: 'Hand it in for review, unless a check is in the way',
  params: ownPostParams,
  body: submitBody,
  answer: ownPostView,
  handle({ services, principal, params, body: { version, overrides } }) {
    return services.ownPosts.submit({ id: params.id, version }, principal, overrides);
  },
});

export const withdrawOwnPost = endpoint({
  summary: 'Take it back; what a platform has taken already stays there',
  params: ownPostParams,
  body: withdrawBody,
  answer: ownPostView,
  handle({ services, principal, params, body: { reason } }) {
    return services.ownPosts.withdraw(params.id, reason, principal);
  },
});

export const settleOwnPost = endpoint({
  summary: 'Say that what a copy says otherwise is settled, with a reason; other differences void it',
  params: ownPostParams,
  body: settleBody,
  answer: ownPostView,
  handle({ services, principal, params, body: { version, ...settlement } }) {
    return services.ownPosts.settle({ id: params.id, version }, settlement, principal);
  },
});

export const listHandCopies = endpoint({
  summary: 'Copies of own items to be published by hand, with everything to paste; the oldest first',
  query: handCopiesQuery,
  answer: handCopyList,
  handle({ services, principal, query: { cursor, limit, unitId = null } }) {
    return services.ownPosts.byHand(unitId, { cursor, limit }, principal);
  },
});

export const retryCopy = endpoint({
  summary: 'Give a copy by hand back to the interface: it looks first, and asks after an earlier call',
  params: ownPostParams,
  body: retryBody,
  answer: ownPostView,
  handle({ services, principal, params, body: { accountId } }) {
    return services.ownPosts.retry(params.id, accountId, principal);
  },
});

export const previewDraft = endpoint({
  summary: 'What would become of a draft on each channel, and what the checks say; nothing is kept',
  body: draftBody,
  answer: ownPostPreview,
  handle({ services, principal, body: { unitId, ...writing } }) {
    return services.ownPosts.preview(unitId, writing, principal);
  },
});

export const previewOwnPost = endpoint({
  summary: 'Exactly what a job would publish on each channel, with its limits as the platform counts them',
  params: ownPostParams,
  answer: ownPostPreview,
  handle({ services, principal, params }) {
    return services.ownPosts.previewOf(params.id, principal);
  },
});
