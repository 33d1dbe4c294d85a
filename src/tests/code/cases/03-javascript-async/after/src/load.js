export async function load(ids) {
  const users = await Promise.all(ids.map((id) => fetch(`/users/${id}`)));
  return Promise.all(users.map((user) => user.json()));
}
