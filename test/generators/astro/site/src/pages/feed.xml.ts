export const GET = () => new Response("<rss/>");
