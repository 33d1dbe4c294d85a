interface Item {
  price: number;
  count?: number;
}

export function total(items: Item[]): number {
  // 수량이 없으면 하나로 본다.
  return items.reduce((sum, item) => sum + item.price * (item.count ?? 1), 0);
}
