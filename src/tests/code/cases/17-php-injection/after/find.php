<?php
$name = $_GET['name'];
$rows = $db->prepare("select * from users where name = ?");
$rows->execute([$name]);
foreach ($rows as $row) {
    echo "<li>" . htmlspecialchars($row['name']) . "</li>";
}
