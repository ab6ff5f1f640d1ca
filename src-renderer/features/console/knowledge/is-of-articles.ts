import type { About } from '../../../helpdesk/live.ts';

/** News that change what is shown of articles. */
export const isOfArticles: About = ({ type }) => type === 'article.changed';
