select name, count(*) as orders
from customers
left join orders on orders.customer_id = customers.id
where orders.cancelled = 0
group by name;
