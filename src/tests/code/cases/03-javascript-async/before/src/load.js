export async function load(ids) {
  const users = ids.map((id) => fetch(`/users/${id}`));
  return users.map((user) => user.json());
}
