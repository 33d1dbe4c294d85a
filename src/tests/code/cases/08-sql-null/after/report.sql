select name, count(orders.id) as orders
from customers
left join orders on orders.customer_id = customers.id and orders.cancelled = 0
group by name;
