/**
 * No test, demo or measurement asks computers of others whether the internet works: what starts the app or its
 * collector passes this on. A test that needs somebody to ask sets up its own.
 */
export const askNobody: { readonly ALONGSIDE_NETWORK_TARGETS: string } = {
  ALONGSIDE_NETWORK_TARGETS: 'none',
};
